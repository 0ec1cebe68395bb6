/**
 * Benchmarks of the room cpu/cache: how long a load takes by where the line is found. Nothing
 * counts hits here; a level is told by its time.
 */
package lab.bench.cpu.cache;
