/**
 * Room cpu/cache: a hierarchy of caches and what a load costs by the level that has the line. What
 * it is about stands in {@code room.md}.
 */
package lab.experiments.cpu.cache;
