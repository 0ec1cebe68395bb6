/**
 * Room memory/cas: a read-modify-write in three steps, and what comes between them. What it is
 * about, what is modelled and what is not, says {@code room.md}.
 */
package lab.experiments.memory.cas;
