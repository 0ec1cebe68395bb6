/** Stores that nobody waits for, and loads that wait for one another: an analogue in DRAM. */
package lab.bench.nic.mmio;
