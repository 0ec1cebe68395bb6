/** Stress tests of room memory/rcu: the shipped domain and reader, and freeing without waiting. */
package lab.stress.memory.rcu;
