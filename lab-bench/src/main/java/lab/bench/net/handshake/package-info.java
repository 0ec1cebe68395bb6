/**
 * Connections of Linux beside those of {@code lab.net.tcp}.
 *
 * <p>{@code TunKernel} counts the outcomes {@code as-specified} (what RFC 9293 and 5961 say),
 * {@code linux-way} (where Linux is known to take another way, which {@code lab.net.tcp.Linux}
 * describes) and {@code other-answer} (anything else). No packet leaves its network namespace.
 */
package lab.bench.net.handshake;
