package lab.concurrent.ring;

import java.util.Objects;

/**
 * The fields of a {@link SlippingConsumer}, with room before and after them: they are the
 * consumer's, and the heap may put anything beside them. One object for the reason given at {@link
 * SpscRingFields}: in an array of their own they cost a fifth of the throughput.
 */
final class SlippingFields {
  private SlippingFields() {}

  abstract static class State<E> extends SpscRingFields.Before {
    final SpscRing<E> ring;
    final int distance;
    final int patience;

    /** Up to which index elements are taken without a look. */
    long limit;

    /** How many calls in a row were refused. */
    int refusals;

    State(SpscRing<E> ring, int distance, int patience) {
      this.ring = Objects.requireNonNull(ring, "ring");
      this.distance = distance;
      this.patience = patience;
    }
  }

  abstract static class After<E> extends State<E> {
    long c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16;

    After(SpscRing<E> ring, int distance, int patience) {
      super(ring, distance, patience);
    }
  }
}
