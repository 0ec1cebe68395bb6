package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MpmcRingTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 64})
  void holdsItsCapacityFromEveryStart(int capacity) {
    MpmcRing<Integer> ring = new MpmcRing<>(capacity);
    for (int start = 0; start <= 2 * capacity; start++) {
      for (int i = 0; i < capacity; i++) {
        assertThat(i % 2 == 0 ? ring.offer(i) : ring.relaxedOffer(i)).isTrue();
      }
      assertThat(ring.offer(-1)).isFalse();
      assertThat(ring.relaxedOffer(-1)).isFalse();
      assertThat(ring.size()).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        assertThat(i % 2 == 0 ? ring.poll() : ring.relaxedPoll()).isEqualTo(i);
      }
      assertThat(ring.poll()).isNull();
      assertThat(ring.relaxedPoll()).isNull();
      assertThat(ring.size()).isZero();
      ring.offer(start);
      assertThat(ring.poll()).isEqualTo(start);
    }
  }

  @Test
  void misuseIsRefusedWithRuleAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MpmcRing<String>(1))
        .withMessage("capacity must be a power of two, 2..536870912: capacity=1");
    assertThatNullPointerException()
        .isThrownBy(() -> new MpmcRing<String>(2).offer(null))
        .withMessage("element");
  }

  /**
   * Every message arrives once, and those of one producer arrive in order at each consumer: one to
   * one, many to one, one to many, many to many.
   */
  @ParameterizedTest
  @CsvSource({"1,1,64", "3,1,64", "1,3,64", "2,2,2", "3,2,8"})
  void nothingIsLostOrRepeated(int producers, int consumers, int capacity) throws Exception {
    MpmcRing<long[]> ring = new MpmcRing<>(capacity);
    long each = Soak.MESSAGES / 4 / producers;
    long all = each * producers;
    AtomicLong taken = new AtomicLong();
    List<Future<?>> senders = new ArrayList<>();
    List<Future<long[]>> sums = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(producers + consumers)) {
      for (int p = 0; p < producers; p++) {
        int name = p;
        senders.add(
            threads.submit(() -> {
              for (long i = 0; i < each; i++) {
                long[] message = {name, i};
                for (int turn = 0; !ring.offer(message); turn++) {
                  pause(turn);
                }
              }
            }));
      }
      for (int c = 0; c < consumers; c++) {
        sums.add(
            threads.submit(() -> {
              long[] last = new long[producers];
              Arrays.fill(last, -1);
              long count = 0;
              long sum = 0;
              for (int turn = 0; taken.get() < all; turn++) {
                long[] message = ring.poll();
                if (message == null) {
                  pause(turn);
                  continue;
                }
                turn = 0;
                taken.incrementAndGet();
                count++;
                sum += message[0] * each + message[1];
                if (message[1] <= last[(int) message[0]]) {
                  throw new IllegalStateException("out of order: " + message[1]);
                }
                last[(int) message[0]] = message[1];
              }
              return new long[] {count, sum};
            }));
      }
      long count = 0;
      long sum = 0;
      for (Future<long[]> consumer : sums) {
        count += consumer.get()[0];
        sum += consumer.get()[1];
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
      assertThat(count).isEqualTo(all);
      assertThat(sum).isEqualTo(all * (all - 1) / 2);
    }
    assertThat(ring.poll()).isNull();
  }

  private static void pause(int turn) {
    if (turn > 200) {
      LockSupport.parkNanos(1);
    } else {
      Thread.onSpinWait();
    }
  }
}
