/**
 * Networks as values, each mechanism in a package of its own: {@code frame} builds and peels what
 * is on the wire, {@code tcp} is how the ends of a connection behave, {@code wire} is where the two
 * meet; {@code tcp.congestion} is how fast they may send, {@code sim} is networks packet by packet,
 * {@code collective} is all-reduce. They know no room, no machine and no host.
 */
package lab.net;
