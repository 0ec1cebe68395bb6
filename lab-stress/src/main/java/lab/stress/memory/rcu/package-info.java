/** Stress tests of room memory/rcu: the shipped domain and reader, and their broken twins. */
package lab.stress.memory.rcu;
