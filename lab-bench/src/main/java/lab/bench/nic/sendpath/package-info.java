/**
 * The profile <em>host</em> of the send path: the stages of it that a user program can measure, one
 * benchmark each.
 */
package lab.bench.nic.sendpath;
