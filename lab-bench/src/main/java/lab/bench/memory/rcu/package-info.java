/** Live program of room memory/rcu: poisoned reads of a slab, and how long grace periods are. */
package lab.bench.memory.rcu;
