/**
 * Room cpu/branch: a loop with one branch, and what it costs to guess which way that goes. What it
 * is about stands in {@code room.md}.
 */
package lab.experiments.cpu.branch;
