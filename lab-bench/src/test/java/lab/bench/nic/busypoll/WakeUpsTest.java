package lab.bench.nic.busypoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.bench.nic.busypoll.Side.Waiting;
import lab.host.Affinity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WakeUpsTest {
  private List<Integer> allowed;

  @BeforeEach
  void rememberCpus() {
    allowed = Affinity.allowed();
  }

  /** The measuring thread binds itself: the tests after this one must not inherit that. */
  @AfterEach
  void giveCpusBack() {
    Affinity.allow(allowed);
  }

  @ParameterizedTest
  @EnumSource(Waiting.class)
  void everyAnswerBelongsToItsQuestion(Waiting waiting) throws Exception {
    for (boolean sockets : new boolean[] {true, false}) {
      int last = allowed.isEmpty() ? 0 : allowed.getLast();
      int first = allowed.isEmpty() ? 0 : allowed.getFirst();
      try (Side.Line line = sockets ? SocketSide.line(waiting) : ThreadSide.line(waiting)) {
        RoundTrips.Taken taken =
            RoundTrips.take(line, first, last, TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(taken.nanos().getTotalCount()).isPositive();
        assertThat(taken.cpuShare()).isBetween(0.0, 1.5);
      }
    }
  }

  @Test
  void everyWayToWaitIsScoredOnTwoCpus() throws Exception {
    List<String> said = said(w -> w.onTwoCpus("threads"));
    if (allowed.size() < 2) {
      assertThat(said).singleElement().asString().contains("unavailable");
      return;
    }
    for (Waiting waiting : Waiting.values()) {
      assertThat(said)
          .anyMatch(l -> l.startsWith("{\"score\":\"threads, " + waiting.word() + "\""));
      assertThat(said)
          .anyMatch(l -> l.contains("threads, " + waiting.word() + ": CPU share of the receiver"));
    }
  }

  /** On one CPU the answer needs the CPU on which the question spins. */
  @Test
  void twoSpinnersOnOneCpuLoseSlices() throws Exception {
    List<String> said = said(WakeUps::onOneCpu);
    if (allowed.isEmpty()) {
      assertThat(said).singleElement().asString().contains("unavailable");
      return;
    }
    assertThat(count(said, "slice")).isPositive();
  }

  private static long count(List<String> said, String outcome) {
    String start = "{\"outcome\":\"" + outcome + "\",\"count\":";
    return said.stream()
        .filter(l -> l.startsWith(start))
        .mapToLong(l -> Long.parseLong(l.substring(start.length(), l.length() - 1)))
        .sum();
  }

  /** A measurement. */
  private interface Measurement {
    void of(WakeUps wakeUps) throws Exception;
  }

  private static List<String> said(Measurement measurement) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LiveAnswers answers = LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8));
    measurement.of(new WakeUps(answers, 600));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
