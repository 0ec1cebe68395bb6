/**
 * Connections of Linux beside those of {@code lab.net.tcp}.
 *
 * <p>{@code KernelStates} counts the outcomes {@code as-specified} and {@code other-state}; the
 * benchmark {@code ConnectBench} has the sides {@code open} and {@code new}. Every address is a
 * loopback's.
 *
 * <p>{@code TunKernel} counts the outcomes {@code as-specified} (what RFC 9293 and 5961 say),
 * {@code linux-way} (where Linux is known to take another way, which {@code lab.net.tcp.Linux}
 * describes) and {@code other-answer} (anything else). {@code TunRoundTrips} has the sides {@code
 * open connection} and {@code new connection}, in round trips. No packet leaves their network
 * namespaces.
 */
package lab.bench.net.handshake;
