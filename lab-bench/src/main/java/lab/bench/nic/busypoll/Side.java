package lab.bench.nic.busypoll;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One end of a line on which numbers go to and fro, one at a time. Each end has its thread. */
interface Side extends AutoCloseable {
  /**
   * How long {@link Waiting#THEN_BLOCK} spins: about what waking a thread costs, so that it never
   * does much worse than the better of the other two.
   */
  long PATIENCE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

  /** How a thread waits for the next number. */
  enum Waiting {
    SPIN("spin"),
    BLOCK("block"),
    THEN_BLOCK("spin then block");

    private final String word;

    Waiting(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  void send(long number) throws IOException;

  /** The next number; waits for it. */
  long await() throws IOException;

  @Override
  void close() throws IOException;

  /** The two ends of a line. */
  record Line(Side near, Side far) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      near.close();
      far.close();
    }
  }
}
