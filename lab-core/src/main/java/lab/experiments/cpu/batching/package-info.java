/** What a batch spares, and what its first item pays for it: see {@code room.md}. */
package lab.experiments.cpu.batching;
