/**
 * Bytes that the kernel counted, and frames that it sent, beside those of {@code lab.net.frame}.
 *
 * <p>{@code LoopbackBytes} counts the outcomes {@code as-predicted} and {@code other-bytes}, {@code
 * CapturedHeaders} counts {@code rebuilt} and {@code other-header}. Both run in a network namespace
 * of their own; no frame leaves this machine.
 */
package lab.bench.net.encapsulation;
