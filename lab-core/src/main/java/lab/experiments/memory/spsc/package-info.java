/**
 * Room memory/spsc: a ring between one producer and one consumer. What it shows, what is modelled
 * and what is not is in {@code room.md} beside this file.
 */
package lab.experiments.memory.spsc;
