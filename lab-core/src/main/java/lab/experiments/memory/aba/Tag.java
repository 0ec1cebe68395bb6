package lab.experiments.memory.aba;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import lab.memorymodel.Expr;

/**
 * How the head is tagged: by no bits, by so many, or by a tag that never comes round. A head word
 * is a node number in the two low bits and the tag above them.
 */
record Tag(int bits) {
  static final Tag OFF = new Tag(0);
  static final Tag UNBOUNDED = new Tag(Integer.MAX_VALUE);

  private static final int NODE_MASK = 3;
  private static final int ONE_TAG = 4;

  /** A tag of this many bits cannot wrap in so few operations. */
  private static final int WIDE = 16;

  /**
   * What the tag is like, in words.
   *
   * @param whole whether tags are counted from T1's read
   */
  String words(boolean whole) {
    if (equals(OFF)) {
      return "no tag";
    }
    if (equals(UNBOUNDED)) {
      return whole ? "a tag that never comes round" : "a tag too wide to come round in so few";
    }
    return bits == 1 ? "a tag of 1 bit" : "a tag of " + bits + " bits";
  }

  /** The node of a head word. */
  static int node(int word) {
    return word & NODE_MASK;
  }

  static Expr node(Expr word) {
    return and(word, NODE_MASK);
  }

  /** The tag of a head word; where the grain is operations, counted from T1's read. */
  static int of(int word) {
    return word / ONE_TAG;
  }

  /**
   * The head after {@code first}: another node, and the next tag.
   *
   * @param counted 1 if tags are counted; 0: there is none then
   * @param whole whether tags are counted from T1's read, so that an unbounded one is one bit
   */
  Expr changed(Expr first, Expr reference, Expr counted, boolean whole) {
    if (equals(OFF)) {
      return reference;
    }
    Expr next = plus(first, ONE_TAG);
    if (equals(UNBOUNDED) && whole) {
      next = constant(ONE_TAG);
    }
    int width = equals(UNBOUNDED) ? WIDE : bits;
    Expr kept = and(next, ((1 << width) - 1) * ONE_TAG);
    Expr all = minus(constant(0), counted);
    return or(and(kept, all), reference);
  }
}
