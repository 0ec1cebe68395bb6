package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpscRingTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 64})
  void holdsItsCapacityFromEveryStart(int capacity) {
    SpscRing<Integer> ring = new SpscRing<>(capacity);
    for (int start = 0; start <= 2 * capacity; start++) {
      for (int i = 0; i < capacity; i++) {
        assertThat(ring.offer(i)).isTrue();
      }
      assertThat(ring.offer(-1)).isFalse();
      assertThat(ring.size()).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        assertThat(ring.peek()).isEqualTo(i);
        assertThat(ring.poll()).isEqualTo(i);
      }
      assertThat(ring.peek()).isNull();
      assertThat(ring.poll()).isNull();
      assertThat(ring.size()).isZero();
      ring.offer(start);
      assertThat(ring.poll()).isEqualTo(start);
    }
  }

  /** All eight operations in random order against a bounded deque: a hundred laps and more. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 16, 64})
  void behavesAsABoundedDeque(int capacity) {
    Random random = new Random(capacity);
    SpscRing<Integer> ring = new SpscRing<>(capacity);
    Deque<Integer> deque = new ArrayDeque<>();
    AtomicInteger next = new AtomicInteger();
    for (int turn = 0; turn < 20_000; turn++) {
      int wanted = random.nextInt(capacity + 2);
      int room = capacity - deque.size();
      switch (random.nextInt(6)) {
        case 0 -> {
          assertThat(ring.offer(next.get())).isEqualTo(room > 0);
          if (room > 0) {
            deque.add(next.getAndIncrement());
          }
        }
        case 1 -> {
          assertThat(ring.peek()).isEqualTo(deque.peek());
          assertThat(ring.poll()).isEqualTo(deque.poll());
        }
        case 2 -> {
          Integer[] from = new Integer[wanted + 2];
          for (int i = 0; i < wanted; i++) {
            from[1 + i] = next.get() + i;
          }
          assertThat(ring.fill(from, 1, wanted)).isEqualTo(Math.min(wanted, room));
          for (int i = 0; i < Math.min(wanted, room); i++) {
            deque.add(next.getAndIncrement());
          }
        }
        case 3 -> {
          Integer[] into = new Integer[wanted + 2];
          int got = ring.drain(into, 1, wanted);
          assertThat(got).isEqualTo(Math.min(wanted, deque.size()));
          for (int i = 0; i < wanted; i++) {
            assertThat(into[1 + i]).isEqualTo(i < got ? deque.poll() : null);
          }
        }
        case 4 -> {
          int before = next.get();
          assertThat(ring.fill(next::getAndIncrement, wanted)).isEqualTo(Math.min(wanted, room));
          for (int i = before; i < next.get(); i++) {
            deque.add(i);
          }
        }
        default -> {
          List<Integer> out = new ArrayList<>();
          int expected = Math.min(wanted, deque.size());
          assertThat(ring.drain(out::add, wanted)).isEqualTo(expected);
          for (int i = 0; i < expected; i++) {
            assertThat(out.get(i)).isEqualTo(deque.poll());
          }
        }
      }
      assertThat(ring.size()).isEqualTo(deque.size());
    }
    assertThat(next.get()).isGreaterThan(100 * capacity);
  }

  @Test
  void capacitiesAreRefusedWithRuleAndValue() {
    for (int capacity : new int[] {-8, 0, 1, 3, 1000, 1 << 30}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SpscRing<String>(capacity))
          .withMessage("capacity must be a power of two, 2..536870912: capacity=" + capacity);
    }
    assertThat(new SpscRing<String>(4).capacity()).isEqualTo(4);
  }

  @Test
  void nullIsRefusedAndAppendsNothing() {
    SpscRing<String> ring = new SpscRing<>(4);
    assertThatNullPointerException().isThrownBy(() -> ring.offer(null)).withMessage("element");
    assertThatNullPointerException()
        .isThrownBy(() -> ring.fill(new String[] {"a", null}, 0, 2))
        .withMessage("element");
    assertThat(ring.size()).isZero();
    assertThatNullPointerException().isThrownBy(() -> ring.fill(() -> null, 2));
    assertThat(ring.poll()).isNull();
  }

  @Test
  void rangesOutsideTheArrayAreRefused() {
    SpscRing<String> ring = new SpscRing<>(4);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ring.fill(new String[2], 1, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ring.drain(new String[2], -1, 2));
  }

  @Test
  void anArrayOfTheWrongTypeTakesNothing() {
    SpscRing<Object> ring = new SpscRing<>(4);
    ring.offer("text");
    assertThatExceptionOfType(ArrayStoreException.class)
        .isThrownBy(() -> ring.drain(new Integer[4], 0, 4));
    assertThat(ring.poll()).isEqualTo("text");
  }

  @Test
  void aSupplierIsAskedOnlyIfThereIsRoomAndKeepsWhatItGaveBeforeItThrew() {
    SpscRing<Integer> ring = new SpscRing<>(4);
    AtomicInteger asked = new AtomicInteger();
    assertThat(ring.fill(asked::getAndIncrement, 9)).isEqualTo(4);
    assertThat(asked).hasValue(4);
    assertThat(ring.poll()).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ring.fill(
                () -> {
                  throw new IllegalStateException();
                },
                1));
    assertThat(ring.size()).isEqualTo(3);
  }

  @Test
  void aSinkThatThrowsHasTakenItsElement() {
    SpscRing<String> ring = new SpscRing<>(4);
    ring.offer("first");
    ring.offer("second");
    assertThatIllegalStateException()
        .isThrownBy(() ->
            ring.drain(
                element -> {
                  throw new IllegalStateException(element);
                },
                2))
        .withMessage("first");
    assertThat(ring.poll()).isEqualTo("second");
  }

  @Test
  void whatWasTakenIsNotKeptAlive() throws InterruptedException {
    SpscRing<Object> ring = new SpscRing<>(4);
    ring.offer(new Object());
    ring.fill(new Object[] {new Object()}, 0, 1);
    WeakReference<Object> polled = new WeakReference<>(ring.poll());
    Object[] into = new Object[1];
    ring.drain(into, 0, 1);
    WeakReference<Object> drained = new WeakReference<>(into[0]);
    into[0] = null;
    for (int i = 0; i < 50 && (polled.get() != null || drained.get() != null); i++) {
      System.gc();
      Thread.sleep(1);
    }
    assertThat(polled.get()).isNull();
    assertThat(drained.get()).isNull();
    assertThat(ring.size()).isZero();
  }

  @Test
  void aSlippingConsumerWaitsForCompanyButNotForEver() {
    SpscRing<Integer> ring = new SpscRing<>(8);
    SlippingConsumer<Integer> behind = new SlippingConsumer<>(ring, 4, 5);
    ring.fill(new Integer[] {0, 1, 2, 3, 4}, 0, 5);
    assertThat(behind.poll()).isEqualTo(0);
    assertThat(behind.poll()).isEqualTo(1);
    for (int call = 0; call < 5; call++) {
      assertThat(behind.poll()).as("call %d beside three elements", call).isNull();
    }
    assertThat(behind.poll()).isEqualTo(2);
    assertThat(behind.poll()).isEqualTo(3);
    for (int call = 0; call < 5; call++) {
      assertThat(behind.poll()).as("call %d beside one element", call).isNull();
    }
    assertThat(behind.poll()).isEqualTo(4);
    assertThat(behind.poll()).as("empty").isNull();
    ring.offer(5);
    for (int call = 0; call < 5; call++) {
      assertThat(behind.poll()).as("call %d after the ring was empty", call).isNull();
    }
    assertThat(behind.poll()).isEqualTo(5);
  }

  @Test
  void aSlippingConsumerThatWasRefusedDoesNotLookAgainAtOnce() {
    SpscRing<Integer> ring = new SpscRing<>(8);
    SlippingConsumer<Integer> behind = new SlippingConsumer<>(ring, 4, 1_000);
    assertThat(behind.poll()).isNull();
    ring.fill(new Integer[] {0, 1, 2, 3, 4}, 0, 5);
    for (int call = 1; call < SlippingConsumer.LOOK_EVERY; call++) {
      assertThat(behind.poll()).as("call %d after the look", call).isNull();
    }
    assertThat(behind.poll()).isEqualTo(0);
  }

  @Test
  void aSlippingConsumerDrainsWhereItWouldPoll() {
    SpscRing<Integer> ring = new SpscRing<>(8);
    SlippingConsumer<Integer> behind = new SlippingConsumer<>(ring, 4, 2);
    Integer[] into = new Integer[8];
    ring.fill(new Integer[] {0, 1, 2, 3, 4}, 0, 5);
    assertThat(behind.drain(into, 1, 7)).isEqualTo(5);
    assertThat(into).containsExactly(null, 0, 1, 2, 3, 4, null, null);
    ring.offer(5);
    assertThat(behind.drain(into, 0, 8)).isZero();
    assertThat(behind.poll()).isNull();
    assertThat(behind.drain(into, 0, 8)).isEqualTo(1);
    assertThat(into[0]).isEqualTo(5);
    assertThatThrownBy(() -> behind.drain(into, 1, 8))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void slipsOutOfRangeAreRefusedWithRuleAndValue() {
    SpscRing<Integer> ring = new SpscRing<>(8);
    for (int distance : new int[] {0, 8}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SlippingConsumer<>(ring, distance, 1))
          .withMessage("distance is 1..7: distance=" + distance);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SlippingConsumer<>(ring, 1, 0))
        .withMessage("patience must be >= 1: patience=0");
  }
}
