/**
 * One cache line and the caches that may hold it: MESI, MOESI and MESIF on an atomic bus. Knows no
 * room, so that rooms and traces share it. Start with {@link lab.cpu.coherence.Coherence}.
 */
package lab.cpu.coherence;
