/**
 * Where the nanoseconds of a send go, stage by stage, and which technique spares which. What the
 * room explains, with the source of every number, is in {@code room.md}.
 */
package lab.experiments.nic.sendpath;
