/** Accesses to DRAM that wait for one another or not: context, and no evidence of registers. */
package lab.bench.nic.mmio;
