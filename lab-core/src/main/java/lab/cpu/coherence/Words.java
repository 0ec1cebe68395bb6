package lab.cpu.coherence;

/**
 * The words of a line. A word is told by how often it has been written, so that an older one is
 * known when it is seen.
 *
 * @param b stays 0 where a line has one word
 */
public record Words(int a, int b) {
  public static final Words NEVER_WRITTEN = new Words(0, 0);

  /** The words with one of them, 0 or 1, changed. */
  public Words with(int word, int value) {
    return word == 0 ? new Words(value, b) : new Words(a, value);
  }

  public int word(int which) {
    return which == 0 ? a : b;
  }
}
