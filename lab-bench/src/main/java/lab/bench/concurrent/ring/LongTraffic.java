package lab.bench.concurrent.ring;

/** Numbered messages of one long, in calls that move some and say how many. */
final class LongTraffic implements Traffic {

  /** One turn of a side. */
  interface Turn {
    /**
     * @param next the number of the first message not yet moved
     * @return how many were moved now
     */
    int move(int next);
  }

  private final Turn in;
  private final Turn out;

  LongTraffic(Turn in, Turn out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public void send() {
    run(in);
  }

  @Override
  public void receive() {
    run(out);
  }

  private static void run(Turn turn) {
    for (int next = 0; next < MESSAGES; ) {
      int now = turn.move(next);
      if (now == 0) {
        Thread.onSpinWait();
      }
      next += now;
    }
  }

  static void check(long got, int expected) {
    if (got != expected) {
      throw Traffic.wrong(expected);
    }
  }
}
