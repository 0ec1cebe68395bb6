/**
 * Caches as a mechanism: sets, ways and lines, what is replaced, what levels hold in common, what
 * is written back. Knows no room: rooms, benchmarks and traces share it.
 *
 * <p>{@link lab.cpu.cache.Hierarchy} says what is built; {@link lab.cpu.cache.Caches} is what it
 * holds as an immutable value, for machines; {@link lab.cpu.cache.FlatCaches} the same in one
 * array, for long traces. Both run {@code Rule}, which is written once.
 */
package lab.cpu.cache;
