package lab.cpu.coherence;

/** What a cache may do with its copy of a line. */
public enum LineState {
  INVALID('I', "Invalid"),
  EXCLUSIVE('E', "Exclusive"),
  SHARED('S', "Shared"),
  MODIFIED('M', "Modified"),
  /** MOESI: memory is stale, other copies may exist, and this cache answers for the line. */
  OWNED('O', "Owned"),
  /** MESIF: a clean copy among others, the one that answers. */
  FORWARD('F', "Forward");

  private final char letter;
  private final String word;

  LineState(char letter, String word) {
    this.letter = letter;
    this.word = word;
  }

  public char letter() {
    return letter;
  }

  public String word() {
    return word;
  }

  public boolean valid() {
    return this != INVALID;
  }

  /** Whether no other cache may hold the line meanwhile, so that a write asks nobody. */
  public boolean alone() {
    return this == MODIFIED || this == EXCLUSIVE;
  }

  /** Whether memory lacks what this cache has: giving the copy up means writing it back. */
  public boolean dirty() {
    return this == MODIFIED || this == OWNED;
  }
}
