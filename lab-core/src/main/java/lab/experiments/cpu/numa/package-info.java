/** Whose memory a page is, and what it costs the others: see {@code room.md}. */
package lab.experiments.cpu.numa;
