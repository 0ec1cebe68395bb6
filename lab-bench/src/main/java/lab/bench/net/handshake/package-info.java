/**
 * Connections of Linux beside those of {@code lab.net.tcp}.
 *
 * <p>{@code TunKernel} counts the outcomes {@code as-specified} and {@code other-answer}: our
 * machine talks with the kernel over a TUN device in a network namespace, and no packet leaves it.
 */
package lab.bench.net.handshake;
