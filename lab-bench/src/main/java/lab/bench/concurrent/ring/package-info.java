/**
 * The rings beside their peers: JCTools, Agrona, the Disruptor, java.util.concurrent. One
 * implementation per JVM, so that every call in a loop has one target; two pinned threads; one
 * window of messages per invocation, every message checked.
 */
package lab.bench.concurrent.ring;
