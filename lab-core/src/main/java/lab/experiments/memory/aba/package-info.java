/**
 * Room memory/aba: a stack of recycled nodes, and a compare-and-set that is fooled by them. What it
 * shows, what is modelled and what is not is in {@code room.md} beside this file.
 */
package lab.experiments.memory.aba;
