/**
 * What the lab asks the operating system: which CPUs a thread may use, on which it runs, how the
 * caches lie, and whether two threads really run at the same time.
 *
 * <p>Everything is read from {@code /sys} and {@code /proc} or called through the Foreign Function
 * and Memory API; where the system does not tell, the answer is empty, never a guess. Calls into
 * the C library need {@code --enable-native-access=ALL-UNNAMED}, which the jar's manifest grants
 * and every child JVM is given.
 */
package lab.host;
