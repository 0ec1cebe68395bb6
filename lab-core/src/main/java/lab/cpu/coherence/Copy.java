package lab.cpu.coherence;

/**
 * What one cache has of the line.
 *
 * @param words nothing that can be read while the state is Invalid
 */
public record Copy(LineState state, Words words) {
  public static final Copy NONE = new Copy(LineState.INVALID, Words.NEVER_WRITTEN);

  public Copy {
    if (!state.valid() && !words.equals(Words.NEVER_WRITTEN)) {
      throw new IllegalArgumentException("an invalid copy has no words: " + words);
    }
  }

  public boolean valid() {
    return state.valid();
  }

  Copy in(LineState next) {
    return next.valid() ? new Copy(next, words) : NONE;
  }
}
