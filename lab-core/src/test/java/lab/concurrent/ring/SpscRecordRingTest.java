package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpscRecordRingTest {

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "2,3", "8,4", "64,16"})
  void holdsItsCapacityFromEveryStart(int capacity, int words) {
    SpscRecordRing ring = new SpscRecordRing(capacity, words);
    assertThat(ring.wordsPerRecord()).isEqualTo(words);
    for (int start = 0; start <= 2 * capacity; start++) {
      assertThat(ring.claim(capacity + 1)).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        for (int w = 0; w < words; w++) {
          ring.words()[ring.claimed(i) + w] = 100L * i + w;
        }
      }
      assertThat(ring.available(1)).isZero();
      ring.commit(capacity);
      assertThat(ring.size()).isEqualTo(capacity);
      assertThat(ring.claim(1)).isZero();
      assertThat(ring.available(capacity + 1)).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        for (int w = 0; w < words; w++) {
          assertThat(ring.words()[ring.front(i) + w]).isEqualTo(100L * i + w);
        }
      }
      ring.release(capacity);
      assertThat(ring.size()).isZero();
      assertThat(ring.claim(1)).isEqualTo(1);
      ring.commit(1);
      assertThat(ring.available(1)).isEqualTo(1);
      ring.release(1);
    }
  }

  @Test
  void aClaimIsNothingUntilItIsCommitted() {
    SpscRecordRing ring = new SpscRecordRing(4, 1);
    assertThat(ring.claim(3)).isEqualTo(3);
    assertThat(ring.claim(3)).isEqualTo(3);
    ring.commit(2);
    assertThat(ring.available(4)).isEqualTo(2);
    ring.release(1);
    assertThat(ring.available(4)).isEqualTo(1);
    assertThat(ring.claim(4)).isEqualTo(3);
  }

  @Test
  void misuseIsRefusedWithRuleAndValue() {
    SpscRecordRing ring = new SpscRecordRing(4, 2);
    assertThatIllegalStateException()
        .isThrownBy(() -> ring.commit(1))
        .withMessage("commit(1) of 0 claimed");
    ring.claim(4);
    assertThatIllegalStateException()
        .isThrownBy(() -> ring.commit(5))
        .withMessage("commit(5) of 4 claimed");
    ring.commit(3);
    ring.available(4);
    assertThatIllegalStateException()
        .isThrownBy(() -> ring.release(4))
        .withMessage("release(4) of 3 available");
    assertThatIllegalStateException()
        .isThrownBy(() -> ring.release(-1))
        .withMessage("release(-1) of 3 available");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpscRecordRing(5, 1))
        .withMessage("capacity must be a power of two, 1..536870912: capacity=5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpscRecordRing(4, 0))
        .withMessage("wordsPerRecord must be >= 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpscRecordRing(1 << 20, 2048))
        .withMessage("capacity * wordsPerRecord must be <= 1073741824: 2147483648");
  }

  @ParameterizedTest
  @CsvSource({"1,1,4", "64,1,4", "64,16,4", "1024,100,3"})
  void recordsArriveWholeAndInOrder(int capacity, int batch, int words)
      throws InterruptedException {
    SpscRecordRing ring = new SpscRecordRing(capacity, words);
    Soak.run(
        done -> {
          int n = ring.claim((int) Math.min(batch, Soak.MESSAGES - done));
          for (int i = 0; i < n; i++) {
            for (int w = 0; w < words; w++) {
              ring.words()[ring.claimed(i) + w] = done + i + w;
            }
          }
          ring.commit(n);
          return n;
        },
        done -> {
          int n = ring.available(batch);
          for (int i = 0; i < n; i++) {
            for (int w = 0; w < words; w++) {
              if (ring.words()[ring.front(i) + w] != done + i + w) {
                throw new IllegalStateException("record " + (done + i) + " word " + w);
              }
            }
          }
          ring.release(n);
          return n;
        });
    assertThat(ring.size()).isZero();
  }
}
