/**
 * Connections of Linux beside those of {@code lab.net.tcp}.
 *
 * <p>{@code KernelStates} counts the outcomes {@code as-specified} and {@code other-state}; the
 * benchmark {@code ConnectBench} has the sides {@code open} and {@code new}. Every address is a
 * loopback's.
 */
package lab.bench.net.handshake;
