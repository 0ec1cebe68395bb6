/**
 * Room memory/mpmc: two producers reserve slots of one ring. What it shows, what is modelled and
 * what is not is in {@code room.md} beside this file.
 */
package lab.experiments.memory.mpmc;
