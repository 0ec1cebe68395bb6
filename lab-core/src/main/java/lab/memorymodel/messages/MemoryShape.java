package lab.memorymodel.messages;

/**
 * How large a memory is.
 *
 * @param threads how many threads use it, numbered from 0
 * @param cells how many cells it has, numbered from 0
 */
public record MemoryShape(int threads, int cells) {}
