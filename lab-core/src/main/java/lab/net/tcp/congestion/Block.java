package lab.net.tcp.congestion;

/**
 * Segments that arrived above a hole (RFC 2018).
 *
 * @param from the first one
 * @param to one past the last one
 */
public record Block(long from, long to) {
  public Block {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("a block is not empty: " + from + ".." + to);
    }
  }
}
