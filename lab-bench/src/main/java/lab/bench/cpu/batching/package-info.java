/** What an item costs, by how many share a write, a system call or a doorbell. */
package lab.bench.cpu.batching;
