package lab.stress.memory.spsc;

/** Accounts for the messages 1, 2, 3 ... of one producer: each accepted one out, once, in order. */
final class Order {
  private static final int RIGHT = 1;
  private static final int WRONG = 0;

  private Order() {}

  /**
   * @param accepted how many went in
   * @param out what came out, in order; 0 where nothing came
   */
  static int of(int accepted, long... out) {
    int next = 1;
    for (long message : out) {
      if (message != 0 && message != next++) {
        return WRONG;
      }
    }
    return next - 1 == accepted ? RIGHT : WRONG;
  }
}
