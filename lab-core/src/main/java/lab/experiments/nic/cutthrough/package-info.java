/** A frame that is on the wire before it has arrived: see {@code room.md}. */
package lab.experiments.nic.cutthrough;
