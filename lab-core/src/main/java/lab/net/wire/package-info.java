/**
 * Where {@link lab.net.tcp} meets {@link lab.net.frame}: a segment of the state machine as a packet
 * with addresses, ports, options and bytes, and back. Immutable values, which know no room, no
 * machine and no host.
 */
package lab.net.wire;
