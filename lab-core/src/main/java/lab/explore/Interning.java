package lab.explore;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The codec of machines that have none: a state is packed into a number that stands for the object.
 * So there is one search for both, and the objects are kept here. A machine whose states are made
 * of few parts in many ways may number its parts by this, and pack the numbers.
 *
 * <p>The numbers depend on which thread packs first; nothing that the explorer reports does.
 */
public final class Interning<S> implements Machine.Codec<S> {
  /** About what one state costs here; the rest is the state object, which nobody can know. */
  static final int BYTES_PER_STATE = 256;

  private static final int FIRST_BITS = 6;

  private final ConcurrentHashMap<S, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  // Segment k holds the objects whose number plus 64 has its highest bit at 6 + k.
  private final AtomicReferenceArray<Object[]> segments =
      new AtomicReferenceArray<>(Integer.SIZE - FIRST_BITS);

  @Override
  public int longs() {
    return 1;
  }

  @Override
  public void pack(S state, long[] into, int at) {
    into[at] = number(state);
  }

  /** The number that stands for it, from 0 on. */
  public int number(S object) {
    Integer number = numbers.get(object);
    return number != null ? number : numbers.computeIfAbsent(object, this::keep);
  }

  private int keep(S state) {
    int number = count.getAndIncrement();
    int place = number + (1 << FIRST_BITS);
    int high = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(place);
    Object[] segment = segments.get(high - FIRST_BITS);
    if (segment == null) {
      segments.compareAndSet(high - FIRST_BITS, null, new Object[1 << high]);
      segment = segments.get(high - FIRST_BITS);
    }
    // Plain: whoever unpacks this number got it from this thread, by way of the crew or the map.
    segment[place - (1 << high)] = state;
    return number;
  }

  @Override
  public S unpack(long[] from, int at) {
    return of((int) from[at]);
  }

  /** What a number stands for that this thread was given, by whichever way. */
  @SuppressWarnings("unchecked")
  public S of(int number) {
    int place = number + (1 << FIRST_BITS);
    int high = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(place);
    return (S) segments.get(high - FIRST_BITS)[place - (1 << high)];
  }
}
