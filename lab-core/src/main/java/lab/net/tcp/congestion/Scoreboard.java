package lab.net.tcp.congestion;

import java.util.Arrays;

/** What is known of each segment in flight, as a value. */
public final class Scoreboard {
  static final Scoreboard EMPTY = new Scoreboard(new long[0]);

  /** The receiver said it has it. */
  static final int SACKED = 1;

  /** It is taken for lost. */
  static final int LOST = 2;

  /** Lost, and sent again since. */
  static final int RESENT = 4;

  /** Sent more than once. */
  static final int TWICE = 8;

  static final int FLAGS = 15;
  static final int TIME_SHIFT = 4;

  /** A word for each segment from una on: when it was last sent, in microseconds, and flags. */
  private final long[] words;

  /** Takes the array for its own. */
  Scoreboard(long[] words) {
    this.words = words;
  }

  /** Segments from the oldest unacknowledged one to the last one sent. */
  public int size() {
    return words.length;
  }

  long word(int i) {
    return words[i];
  }

  /**
   * When a segment was last sent.
   *
   * @param i from 0 for the oldest one
   */
  public long sentAtMicros(int i) {
    return words[i] >>> TIME_SHIFT;
  }

  public boolean sacked(int i) {
    return (words[i] & SACKED) != 0;
  }

  public boolean lost(int i) {
    return (words[i] & LOST) != 0;
  }

  /** Whether it was taken for lost and sent again. */
  public boolean resent(int i) {
    return (words[i] & RESENT) != 0;
  }

  /** Whether it was sent more than once, so that its acknowledgement times nothing. */
  public boolean twice(int i) {
    return (words[i] & TWICE) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scoreboard that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  /** One letter a segment: {@code s} sacked, {@code l} lost, {@code r} resent, {@code .} none. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size(); i++) {
      text.append(sacked(i) ? 's' : resent(i) ? 'r' : lost(i) ? 'l' : '.');
    }
    return text.toString();
  }
}
