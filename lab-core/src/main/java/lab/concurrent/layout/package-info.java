/**
 * Where hot words lie in memory: cache-line constants, and cells that have padding instead of
 * inheriting it. A padded superclass depends on how a JVM orders fields, which JDK 15 changed; the
 * distance between two elements of one array, or of one {@code MemorySegment}, is specified.
 */
package lab.concurrent.layout;
