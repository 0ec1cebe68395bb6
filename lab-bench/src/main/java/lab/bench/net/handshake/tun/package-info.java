/**
 * A TUN device whose wire ends here, our end of a connection, and what compares the kernel's with a
 * machine of ours: {@code Lockstep} says what is compared, {@code Scripts} what happens.
 */
package lab.bench.net.handshake.tun;
