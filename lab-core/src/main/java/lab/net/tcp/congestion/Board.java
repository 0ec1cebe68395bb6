package lab.net.tcp.congestion;

/** A {@link Scoreboard} at work: a ring of the segments {@code una..nxt-1}, and counts of them. */
final class Board {
  private long[] ring = new long[16];
  long una;
  long nxt;

  /** How many are sacked, lost (resent ones too), resent. */
  int sacked;

  int lost;
  int resent;

  Board(long una, Scoreboard from) {
    this.una = una;
    nxt = una;
    for (int i = 0; i < from.size(); i++) {
      room();
      ring[at(nxt)] = from.word(i);
      count((int) from.word(i), 1);
      nxt++;
    }
  }

  Scoreboard freeze() {
    if (una == nxt) {
      return Scoreboard.EMPTY;
    }
    long[] words = new long[size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = ring[at(una + i)];
    }
    return new Scoreboard(words);
  }

  private int at(long seq) {
    return (int) seq & (ring.length - 1);
  }

  private void room() {
    if (nxt - una < ring.length) {
      return;
    }
    long[] larger = new long[2 * ring.length];
    for (long seq = una; seq < nxt; seq++) {
      larger[(int) seq & (larger.length - 1)] = ring[at(seq)];
    }
    ring = larger;
  }

  private void count(int flags, int by) {
    sacked += (flags & Scoreboard.SACKED) != 0 ? by : 0;
    lost += (flags & Scoreboard.LOST) != 0 ? by : 0;
    resent += (flags & Scoreboard.RESENT) != 0 ? by : 0;
  }

  int size() {
    return (int) (nxt - una);
  }

  boolean is(long seq, int flag) {
    return ((int) ring[at(seq)] & flag) != 0;
  }

  long sentAt(long seq) {
    return ring[at(seq)] >>> Scoreboard.TIME_SHIFT;
  }

  void sendNew(long now) {
    room();
    ring[at(nxt)] = now << Scoreboard.TIME_SHIFT;
    nxt++;
  }

  void resend(long seq, long now) {
    int flags = (int) ring[at(seq)] & Scoreboard.FLAGS;
    int more = flags | Scoreboard.TWICE | ((flags & Scoreboard.LOST) != 0 ? Scoreboard.RESENT : 0);
    set(seq, now, more);
  }

  private void set(long seq, long time, int flags) {
    int i = at(seq);
    count((int) ring[i], -1);
    ring[i] = (time << Scoreboard.TIME_SHIFT) | flags;
    count(flags, 1);
  }

  /** It has arrived above a hole; then it is not lost. */
  void sack(long seq) {
    int flags = (int) ring[at(seq)] & Scoreboard.TWICE;
    set(seq, sentAt(seq), flags | Scoreboard.SACKED);
  }

  /** It is lost, also if it was sent again already. Returns whether that was news. */
  boolean lose(long seq) {
    int flags = (int) ring[at(seq)] & Scoreboard.FLAGS;
    if ((flags & Scoreboard.SACKED) != 0
        || (flags & (Scoreboard.LOST | Scoreboard.RESENT)) == Scoreboard.LOST) {
      return false;
    }
    set(seq, sentAt(seq), (flags & Scoreboard.TWICE) | Scoreboard.LOST);
    return true;
  }

  /** The oldest one is acknowledged and leaves. */
  void leave() {
    count((int) ring[at(una)], -1);
    una++;
  }
}
