/** Posted writes, reads that are not, and what combines on the way: see {@code room.md}. */
package lab.experiments.nic.mmio;
