package lab.bench.concurrent.ring;

import java.util.function.Consumer;
import java.util.function.Supplier;
import lab.concurrent.layout.SpacedLongs;

/** References in batches: what moves them is asked for so many, and says how many it moved. */
final class Batches implements Traffic {

  /** Puts in at most so many of what the supplier gives. */
  interface Fill {
    int fill(Supplier<Object> tokens, int limit);
  }

  /** Takes out at most so many and hands each over. */
  interface Drain {
    int drain(Consumer<Object> check, int limit);
  }

  private static final int AT = SpacedLongs.SINGLE;

  private final int batch;
  private final Fill fill;
  private final Drain drain;
  private final Supplier<Object> tokens;
  private final Consumer<Object> check;

  Batches(int batch, Fill fill, Drain drain) {
    this.batch = batch;
    this.fill = fill;
    this.drain = drain;
    // Each side's counter on lines of its own, or the measuring would be what is measured.
    long[] given = SpacedLongs.single();
    long[] seen = SpacedLongs.single();
    Object[] all = Tokens.ALL;
    tokens = () -> all[(int) given[AT]++ & Tokens.MASK];
    check =
        token -> {
          if (!Tokens.isSent(token, seen[AT]++)) {
            throw Traffic.wrong(seen[AT] - 1);
          }
        };
  }

  @Override
  public void send() {
    for (int sent = 0; sent < MESSAGES; ) {
      int now = fill.fill(tokens, Math.min(batch, MESSAGES - sent));
      if (now == 0) {
        Thread.onSpinWait();
      }
      sent += now;
    }
  }

  @Override
  public void receive() {
    for (int got = 0; got < MESSAGES; ) {
      int now = drain.drain(check, Math.min(batch, MESSAGES - got));
      if (now == 0) {
        Thread.onSpinWait();
      }
      got += now;
    }
  }
}
