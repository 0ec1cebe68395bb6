/**
 * Room memory/rcu: readers without locks, and a writer that must not free too early. What it is
 * about stands in {@code room.md}.
 */
package lab.experiments.memory.rcu;
