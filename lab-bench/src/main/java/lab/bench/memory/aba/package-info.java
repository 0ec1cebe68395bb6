/** What a tag beside the head costs, alone and with two threads at the same stack. */
package lab.bench.memory.aba;
