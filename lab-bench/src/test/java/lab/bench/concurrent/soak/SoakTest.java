package lab.bench.concurrent.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.ring.MpmcRing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoakTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final LiveAnswers answers = LiveAnswers.to(new PrintStream(said, true, UTF_8));

  @ParameterizedTest
  @ValueSource(strings = {"element", "slip", "bulk", "long", "long-bulk", "record"})
  void everyRingCarriesAllMessagesInOrder(String kind) throws Exception {
    SoakSpsc.run(new String[] {"--messages=200003"}, answers, Carriers.of(kind));
    assertThat(said.toString(UTF_8))
        .contains(outcome("in order", 200_003), outcome("lost", 0), outcome("duplicated", 0))
        .contains(outcome("reordered", 0), outcome("altered", 0), outcome("memory grew", 0))
        .contains(": equal", "\"reached\",\"value\":200003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--pairs=1", "--pairs=2"})
  void theManyToManyRingToo(String pairs) throws Exception {
    SoakMpmc.run(
        new String[] {"--messages=200002", pairs},
        answers,
        SoakMpmc.queue("relaxed", new MpmcRing<>(64)));
    assertThat(said.toString(UTF_8))
        .contains(outcome("in order", 200_002), outcome("lost", 0), outcome("duplicated", 0))
        .contains(outcome("reordered", 0), outcome("altered", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader-fence", "writer-fence"})
  void everyBlockComesBack(String fence) throws Exception {
    SoakReclaim.run(new String[] {"--soak=" + fence, "--cycles=100000"}, answers);
    assertThat(said.toString(UTF_8))
        .contains(outcome("reclaimed", 100_000), outcome("poisoned reads", 0))
        .contains(outcome("older reads", 0), outcome("blocks missing", 0));
  }

  @Test
  void noTimeMeansNoRound() throws Exception {
    SoakSpsc.run(new String[] {"--millis=0"}, answers, Carriers.of("element"));
    assertThat(said.toString(UTF_8))
        .contains(
            outcome("in order", 0), "\"asked\",\"value\":1000000000", "\"reached\",\"value\":0");
  }

  /** Swallows number 1000, repeats 2000, and lets 3000 and 3001 change places. */
  @Test
  void aFaultyRingIsFoundOut() throws Exception {
    ConcurrentLinkedQueue<Long> inside = new ConcurrentLinkedQueue<>();
    SoakSpsc.run(
        new String[] {"--messages=10000"},
        answers,
        new Carrier() {
          @Override
          public int send(long next, int most) {
            if (next == 3000) {
              inside.add(next + 1);
              inside.add(next);
              return 2;
            }
            if (next != 1000) {
              inside.add(next);
            }
            if (next == 2000) {
              inside.add(next);
            }
            return 1;
          }

          @Override
          public int receive(Ledger ledger, int most) {
            Long got = inside.poll();
            if (got == null) {
              return 0;
            }
            ledger.take(got);
            return 1;
          }
        });
    assertThat(said.toString(UTF_8))
        .contains(outcome("in order", 9_998), outcome("lost", 1), outcome("duplicated", 1))
        .contains(outcome("reordered", 1), ": different");
  }

  /** A queue without any order between threads, and one that forgets. */
  @Test
  void aFaultyManyToManyQueueIsFoundOut() throws Exception {
    ArrayDeque<SoakMpmc.Message> stack = new ArrayDeque<>();
    SoakMpmc.run(
        new String[] {"--messages=1000"},
        answers,
        new SoakMpmc.Queue() {
          private int offers;

          @Override
          public synchronized boolean offer(SoakMpmc.Message message) {
            offers++;
            if (offers == 100) {
              return true;
            }
            if (offers == 200) {
              stack.push(message);
            }
            stack.push(message);
            return true;
          }

          @Override
          public synchronized SoakMpmc.Message poll() {
            return offers < 1000 ? null : stack.poll();
          }
        });
    assertThat(said.toString(UTF_8))
        .contains(outcome("in order", 1), outcome("lost", 1), outcome("duplicated", 1))
        .contains(outcome("reordered", 998));
  }

  private static String outcome(String id, long count) {
    return "{\"outcome\":\"" + id + "\",\"count\":" + count + "}";
  }
}
