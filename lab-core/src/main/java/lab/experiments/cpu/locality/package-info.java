/**
 * Room cpu/locality: the same elements in another order, through a cache of a few lines. What it is
 * about stands in {@code room.md}.
 */
package lab.experiments.cpu.locality;
