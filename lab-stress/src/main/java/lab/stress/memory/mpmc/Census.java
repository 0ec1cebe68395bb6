package lab.stress.memory.mpmc;

/** What became of two payloads: the outcome of every test of this package. */
final class Census {
  /** Both are there, once and whole. */
  static final int RIGHT = 0;

  /** One is lost, or was taken before it was written. */
  static final int LOST = 1;

  /** One came twice, or in the wrong order. */
  static final int TWICE = 2;

  static final int FIRST = 11;
  static final int SECOND = 22;

  private Census() {}

  /** Of what came out, 0 for nothing, when the payloads may come in either order. */
  static int inAnyOrder(int one, int other) {
    if (one == 0 || other == 0) {
      return LOST;
    }
    return one + other == FIRST + SECOND && one != other ? RIGHT : TWICE;
  }

  /** Of one payload that one of two may have got. */
  static int exactlyOnce(int one, int other) {
    if (one == 0 && other == 0) {
      return LOST;
    }
    return one == 0 || other == 0 ? RIGHT : TWICE;
  }

  static int orNothing(Integer payload) {
    return payload == null ? 0 : payload;
  }
}
