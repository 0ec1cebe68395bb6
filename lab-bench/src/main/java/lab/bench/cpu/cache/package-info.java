/**
 * Benchmarks of the room cpu/cache: how long a load takes by where the line is found. Nothing
 * counts hits here; a level is told by its time. And one of the engine itself, which belongs to no
 * room.
 */
package lab.bench.cpu.cache;
