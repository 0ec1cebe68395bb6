/** A relay between two TCP connections on the loopback that stores a frame, or streams it. */
package lab.bench.nic.cutthrough;
