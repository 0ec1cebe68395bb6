/** A receiver that polls, sleeps, or polls and then sleeps: see {@code room.md}. */
package lab.experiments.nic.busypoll;
