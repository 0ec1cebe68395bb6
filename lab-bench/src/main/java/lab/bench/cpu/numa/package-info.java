/** Loads from the memory of this node and of others. */
package lab.bench.cpu.numa;
