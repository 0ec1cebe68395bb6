/**
 * Room memory/reordering: in which order does another thread see what this one did? What the shapes
 * are and what hardware and compilers do with them, says {@code room.md}.
 */
package lab.experiments.memory.reordering;
