package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a list of eight numbers. */
class BytesTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void aWordIsAListOfEightBytes() {
    for (int i = 0; i < 100_000; i++) {
      long word = random.nextLong();
      int n = random.nextInt(8);
      int last = n + random.nextInt(8 - n);
      long value = random.nextInt(256);
      List<Long> bytes = bytes(word);
      assertThat(Bytes.get(word, n)).isEqualTo(bytes.get(n));

      List<Long> front = new ArrayList<>(bytes);
      front.addFirst(front.remove(n));
      assertThat(bytes(Bytes.toFront(word, n))).isEqualTo(front);

      List<Long> back = new ArrayList<>(bytes);
      back.add(last, back.remove(n));
      assertThat(bytes(Bytes.toBack(word, n, last))).isEqualTo(back);

      bytes.set(n, value);
      assertThat(bytes(Bytes.with(word, n, value))).isEqualTo(bytes);
    }
    assertThat(bytes(Bytes.NUMBERED)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  /** Few values, so that they repeat. */
  @Test
  void theFirstThatIsEqualIsFoundAndNoneIsMissed() {
    for (int i = 0; i < 100_000; i++) {
      long word = random.nextLong() & 0x0101_0303_0101_0303L;
      long value = random.nextInt(4);
      int count = 1 + random.nextInt(8);
      List<Long> bytes = bytes(word).subList(0, count);
      long found = Bytes.equal(word, value, count);
      if (found == 0) {
        assertThat(bytes).doesNotContain(value);
        continue;
      }
      assertThat(Bytes.first(found)).isEqualTo(bytes.indexOf(value));
      List<Integer> all = new ArrayList<>();
      for (long left = found; left != 0; left = Bytes.butFirst(left)) {
        all.add(Bytes.first(left));
      }
      for (int n = 0; n < count; n++) {
        if (bytes.get(n) == value) {
          assertThat(all).contains(n);
        }
      }
    }
  }

  private static List<Long> bytes(long word) {
    List<Long> bytes = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      bytes.add((word >>> (8 * n)) & 0xFF);
    }
    return bytes;
  }
}
