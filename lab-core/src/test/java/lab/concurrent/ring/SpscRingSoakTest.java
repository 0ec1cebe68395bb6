package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every message arrives once, in order, with its contents, whatever mix of calls moves it. */
class SpscRingSoakTest {

  /** Not final on purpose: its field is visible to the consumer only if the ring publishes it. */
  private static final class Message {
    long number;
  }

  @ParameterizedTest
  @CsvSource({"2,1", "64,1", "1024,7", "64,64", "2,3", "4096,256"})
  void nothingIsLostRepeatedOrReordered(int capacity, int batch) throws InterruptedException {
    SpscRing<Message> ring = new SpscRing<>(capacity);
    Message[] in = new Message[batch];
    Message[] out = new Message[batch];
    AtomicLong sum = new AtomicLong();
    Soak.run(
        done -> {
          long left = Soak.MESSAGES - done;
          // Element by element, by array and by function in turn, on the same ring.
          if (batch == 1 || done % 3 == 0) {
            return ring.offer(message(done)) ? 1 : 0;
          }
          if (done % 3 == 1) {
            long[] next = {done};
            return ring.fill(() -> message(next[0]++), (int) Math.min(batch, left));
          }
          int n = (int) Math.min(batch, left);
          Arrays.setAll(in, i -> message(done + i));
          return ring.fill(in, 0, n);
        },
        done -> {
          if (batch == 1 || done % 5 == 0) {
            Message m = ring.poll();
            if (m == null) {
              return 0;
            }
            sum.setPlain(Soak.mix(sum.getPlain(), m.number));
            return 1;
          }
          if (done % 5 == 1) {
            return ring.drain(m -> sum.setPlain(Soak.mix(sum.getPlain(), m.number)), batch);
          }
          int n = ring.drain(out, 0, batch);
          for (int i = 0; i < n; i++) {
            sum.setPlain(Soak.mix(sum.getPlain(), out[i].number));
          }
          return n;
        });
    assertThat(sum.get()).isEqualTo(Soak.checksumOf(Soak.MESSAGES));
    assertThat(ring.size()).isZero();
    assertThat(ring.poll()).isNull();
  }

  private static Message message(long number) {
    Message m = new Message();
    m.number = number;
    return m;
  }
}
