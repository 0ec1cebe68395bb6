package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpscLongRingTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 64})
  void holdsItsCapacityFromEveryStart(int capacity) {
    SpscLongRing ring = new SpscLongRing(capacity);
    for (int start = 0; start <= 2 * capacity; start++) {
      for (int i = 0; i < capacity; i++) {
        assertThat(ring.offer(-i)).isTrue();
      }
      assertThat(ring.offer(7)).isFalse();
      assertThat(ring.size()).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        assertThat(ring.isEmpty()).isFalse();
        assertThat(ring.peek(1)).isEqualTo(-i);
        assertThat(ring.poll(1)).isEqualTo(-i);
      }
      assertThat(ring.isEmpty()).isTrue();
      assertThat(ring.peek(9)).isEqualTo(9);
      assertThat(ring.poll(9)).isEqualTo(9);
      ring.offer(start);
      assertThat(ring.poll(-1)).isEqualTo(start);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 16, 64})
  void behavesAsABoundedDeque(int capacity) {
    Random random = new Random(capacity);
    SpscLongRing ring = new SpscLongRing(capacity);
    Deque<Long> deque = new ArrayDeque<>();
    long next = 0;
    for (int turn = 0; turn < 20_000; turn++) {
      int wanted = random.nextInt(capacity + 2);
      int room = capacity - deque.size();
      switch (random.nextInt(4)) {
        case 0 -> {
          assertThat(ring.offer(next)).isEqualTo(room > 0);
          if (room > 0) {
            deque.add(next++);
          }
        }
        case 1 -> assertThat(ring.poll(-1)).isEqualTo(deque.isEmpty() ? -1L : deque.poll());
        case 2 -> {
          long[] from = new long[wanted + 2];
          for (int i = 0; i < wanted; i++) {
            from[1 + i] = next + i;
          }
          assertThat(ring.fill(from, 1, wanted)).isEqualTo(Math.min(wanted, room));
          for (int i = 0; i < Math.min(wanted, room); i++) {
            deque.add(next++);
          }
        }
        default -> {
          long[] into = new long[wanted + 2];
          int got = ring.drain(into, 1, wanted);
          assertThat(got).isEqualTo(Math.min(wanted, deque.size()));
          for (int i = 0; i < wanted; i++) {
            assertThat(into[1 + i]).isEqualTo(i < got ? deque.poll() : 0);
          }
        }
      }
      assertThat(ring.size()).isEqualTo(deque.size());
    }
    assertThat(next).isGreaterThan(100L * capacity);
  }

  @Test
  void misuseIsRefusedWithRuleAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpscLongRing(3))
        .withMessage("capacity must be a power of two, 2..536870912: capacity=3");
    SpscLongRing ring = new SpscLongRing(2);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ring.fill(new long[2], 1, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> ring.drain(new long[2], -1, 2));
  }

  @ParameterizedTest
  @CsvSource({"2,1", "64,1", "1024,7", "64,64", "2,3", "4096,256"})
  void nothingIsLostRepeatedOrReordered(int capacity, int batch) throws InterruptedException {
    SpscLongRing ring = new SpscLongRing(capacity);
    long[] in = new long[batch];
    long[] out = new long[batch];
    long[] sum = {0};
    Soak.run(
        done -> {
          if (batch == 1 || done % 3 == 0) {
            return ring.offer(done) ? 1 : 0;
          }
          for (int i = 0; i < batch; i++) {
            in[i] = done + i;
          }
          return ring.fill(in, 0, (int) Math.min(batch, Soak.MESSAGES - done));
        },
        done -> {
          if (batch == 1 || done % 5 == 0) {
            long value = ring.poll(-1);
            if (value != -1) {
              sum[0] = Soak.mix(sum[0], value);
            }
            return value == -1 ? 0 : 1;
          }
          int n = ring.drain(out, 0, batch);
          for (int i = 0; i < n; i++) {
            sum[0] = Soak.mix(sum[0], out[i]);
          }
          return n;
        });
    assertThat(sum[0]).isEqualTo(Soak.checksumOf(Soak.MESSAGES));
    assertThat(ring.isEmpty()).isTrue();
  }
}
