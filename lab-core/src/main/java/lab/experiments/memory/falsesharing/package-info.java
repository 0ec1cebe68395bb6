/**
 * Room memory/false-sharing: two words that two cores write, in one line or in two. What it is
 * about stands in {@code room.md}.
 */
package lab.experiments.memory.falsesharing;
