package lab.bench.concurrent.ring;

import java.util.Arrays;

/** What is sent: distinct references, so that a lost or repeated one is noticed. */
final class Tokens {
  static final int MASK = 63;
  static final Object[] ALL = new Object[MASK + 1];

  static {
    Arrays.setAll(ALL, i -> "token " + i);
  }

  /** Whether this is the one that was sent as message {@code index}. */
  @SuppressWarnings("ReferenceEquality") // the very same one, not its like
  static boolean isSent(Object token, long index) {
    return token == ALL[(int) index & MASK];
  }

  private Tokens() {}
}
