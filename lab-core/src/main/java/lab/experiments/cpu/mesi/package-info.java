/**
 * Room cpu/mesi: one cache line, and what the caches that may hold it say to each other. What it is
 * about stands in {@code room.md}.
 */
package lab.experiments.cpu.mesi;
