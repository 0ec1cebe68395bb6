/**
 * Room cpu/tlb: pages, a table that says where they are, and a core that remembers some of it. What
 * it is about stands in {@code room.md}.
 */
package lab.experiments.cpu.tlb;
