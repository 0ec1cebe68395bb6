package lab.bench.concurrent.ring;

import java.util.Arrays;

/** What is sent: distinct references, so that a lost or repeated one is noticed. */
final class Tokens {
  static final int MASK = 63;
  static final Object[] ALL = new Object[MASK + 1];

  static {
    Arrays.setAll(ALL, i -> "token " + i);
  }

  private Tokens() {}
}
