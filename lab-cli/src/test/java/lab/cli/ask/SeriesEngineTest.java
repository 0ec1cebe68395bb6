package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.cli.answer.Curves;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.cli.judge.SweptJudge;
import lab.cli.toy.ToyLab;
import lab.room.Live;
import lab.room.Room;
import lab.room.Series;
import lab.room.Series.Shape;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps with real children: JMH over a parameter, and a live program that is told the points. */
class SeriesEngineTest {
  private static final Engine ENGINE =
      new SeriesEngine(new BenchEngine(), new LiveEngine(Duration.ofMinutes(1)));

  /** Eight times the links take eight times as long; twice as long they take behind 100. */
  private static final Series CHAIN =
      Series.of("longer", "links", "links", new Shape.Knee("", 100, 400, 1.5), 100, 200, 400, 800)
          .curve("", "lab.bench.harness.ChainBench.ofLinks", "");

  @TempDir private Path folder;
  private final List<HostResult> finished = new ArrayList<>();

  /** Prints a cost for each point that it is told. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      String points =
          Stream.of(args)
              .filter(a -> a.startsWith("--points="))
              .findFirst()
              .map(a -> a.substring("--points=".length()))
              .orElseThrow();
      for (String point : points.split(",")) {
        int cost = 100 / Integer.parseInt(point);
        System.out.println(
            "{\"score\":\"size=%s\",\"unit\":\"ns\",\"samples\":[%d,%d,%d]}"
                .formatted(point, cost, cost, cost));
      }
    }
  }

  @Test
  void jmhSweepsItsParameter() throws InterruptedException {
    List<HostResult> results = ENGINE.run(CHAIN, context(Budget.parse("2s")));
    assertThat(results).isEqualTo(finished).hasSize(1);
    HostResult.Swept swept = (HostResult.Swept) results.getFirst();
    assertThat(swept.series().curves().getFirst().points())
        .extracting(Curves.At::x)
        .containsExactly(100, 200, 400, 800);
    Score first = swept.series().curves().getFirst().points().getFirst().score();
    Score last = swept.series().curves().getFirst().points().getLast().score();
    assertThat(last.median() / first.median()).isBetween(4.0, 16.0);
    assertThat(first.samples()).hasSizeGreaterThan(10);
    assertThat(SweptJudge.judge(CHAIN.expected(), swept.series()).word())
        .isEqualTo(VerdictWord.CONFIRMED);
  }

  @Test
  void aProgramIsToldThePointsAndItsScoresAreTheCurve() throws InterruptedException {
    Series falls =
        Series.of("smaller", "size", "bytes", new Shape.Falls(""), 1, 10, 50)
            .by(Live.of("smaller", Child.class.getName()), "");
    HostResult.Swept swept =
        (HostResult.Swept) ENGINE.run(falls, context(Budget.parse("2s"))).getFirst();
    assertThat(swept.series().curves().getFirst().points())
        .extracting(p -> p.x() + " " + p.score().median())
        .containsExactly("1 100.0", "10 10.0", "50 2.0");
    assertThat(SweptJudge.judge(falls.expected(), swept.series()).word())
        .isEqualTo(VerdictWord.CONFIRMED);
    assertThat(swept.notes()).isEmpty();

    HostResult.Swept quick = (HostResult.Swept) ENGINE.run(falls, context(Budget.QUICK)).getFirst();
    assertThat(quick.series().curves().getFirst().points())
        .extracting(Curves.At::x)
        .containsExactly(1, 50);
    assertThat(quick.notes())
        .containsExactly(
            "2 of 3 points (1, 50): the budget is quick; --budget=normal measures all of 1, 10,"
                + " 50");
  }

  @Test
  void aProgramThatGivesNothingIsTheReason() throws InterruptedException {
    Series none =
        Series.of("c", "size", "bytes", new Shape.Falls(""), 1, 2)
            .by(Live.of("c", "lab.cli.run.NoSuchProgram"), "");
    HostResult result = ENGINE.run(none, context(Budget.QUICK)).getFirst();
    assertThat(((HostResult.Unavailable) result).reason()).startsWith("its JVM ended with 1");
  }

  @Test
  void whoeverIsInAHurryGetsTheEndsAndTheExpectedPlace() {
    assertThat(CHAIN.thinned().points()).containsExactly(100, 200, 400, 800);
    assertThat(swept(new Shape.Knee("", 100, 200, 2)).points())
        .containsExactly(1, 64, 128, 256, 512);
    assertThat(swept(new Shape.Crosses("", "", 16, 16)).points()).containsExactly(1, 16, 512);
    assertThat(swept(new Shape.Falls("")).points()).containsExactly(1, 512);
    assertThat(swept(new Shape.Below("", "")).points()).containsExactly(1, 512);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Series.of("c", "n", "", new Shape.Falls(""), 2, 1));
  }

  private static Series swept(Shape shape) {
    return Series.of("c", "n", "", shape, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512).thinned();
  }

  private RunContext context(Budget budget) {
    Progress keeping =
        new Progress() {
          @Override
          public void begin(String what, Duration expected) {}

          @Override
          public void finished(HostResult result) {
            finished.add(result);
          }
        };
    Room room = ToyLab.catalog().rooms().getFirst();
    return new RunContext(
        new Selection(room, room.controls().defaults(), List.of(), Optional.empty()),
        budget,
        Duration.ofSeconds(2),
        folder,
        keeping,
        List.of());
  }
}
