package lab.concurrent.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * The fields of an {@link SpscRing}, in the order in which they must lie.
 *
 * <pre>
 *   header | 132 B | slots, mask, ahead | 128 B | producer's | 128 B | consumer's | 128 B
 * </pre>
 *
 * HotSpot lays a superclass's fields before those of its subclasses, and may order the fields of
 * one class as it likes: hence a class for each group. That is not in any specification, so {@code
 * SpscRingLayoutTest} looks at the offsets. The first padding begins with an {@code int}, or the
 * gap behind the header would be filled with one that is read all the time, on the line of whatever
 * the heap put before this object.
 *
 * <p>Everything in one object is the point: with the indices in padded arrays or objects of their
 * own, an element costs one to two dependent loads more, and a pair of far CPUs 15 to 20 % ({@code
 * docs/decisions.md}).
 */
final class SpscRingFields {
  private SpscRingFields() {}

  abstract static class Before {
    int b0;
    long b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16;
  }

  /** Written once; read by both. */
  abstract static class Shared extends Before {
    final Object[] slots;
    final int mask;

    /** How far the producer looks ahead, in slots. */
    final int ahead;

    Shared(Object[] slots, int mask, int ahead) {
      this.slots = Objects.requireNonNull(slots, "slots");
      this.mask = mask;
      this.ahead = ahead;
    }
  }

  abstract static class AfterShared extends Shared {
    long c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16;

    AfterShared(Object[] slots, int mask, int ahead) {
      super(slots, mask, ahead);
    }
  }

  abstract static class Producer extends AfterShared {
    /** The next element's; the only one of the producer's that the consumer reads. */
    long producerIndex;

    /** Slots before it are free. */
    long producerLimit;

    Producer(Object[] slots, int mask, int ahead) {
      super(slots, mask, ahead);
    }
  }

  abstract static class AfterProducer extends Producer {
    long d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16;

    AfterProducer(Object[] slots, int mask, int ahead) {
      super(slots, mask, ahead);
    }
  }

  abstract static class Consumer extends AfterProducer {
    /** The next element's; the only one of the consumer's that the producer reads. */
    long consumerIndex;

    /** Slots before it are full. */
    long consumerLimit;

    Consumer(Object[] slots, int mask, int ahead) {
      super(slots, mask, ahead);
    }
  }

  abstract static class AfterConsumer extends Consumer {
    long e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16;

    AfterConsumer(Object[] slots, int mask, int ahead) {
      super(slots, mask, ahead);
    }
  }

  static final VarHandle PRODUCER_INDEX = index(Producer.class, "producerIndex");
  static final VarHandle CONSUMER_INDEX = index(Consumer.class, "consumerIndex");

  private static VarHandle index(Class<?> owner, String field) {
    try {
      return MethodHandles.lookup().findVarHandle(owner, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
