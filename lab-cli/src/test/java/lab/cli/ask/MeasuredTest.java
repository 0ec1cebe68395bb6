package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.Score;
import lab.host.Distance;
import lab.room.Bench;
import lab.room.Benchmark;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MeasuredTest {
  private static final Benchmark A = new Benchmark("a", "lab.bench.X.a", Map.of("n", "2"));
  private static final Benchmark B = new Benchmark("b", "lab.bench.X.b", Map.of());
  private static final Bench BENCH =
      new Bench("beats", List.of(A, B), "a", "b", List.of(), "", Optional.of("analogue"));

  private final Measured a = new Measured(BENCH, A);
  private final Measured b = new Measured(BENCH, B);

  @Test
  void nearAndFarWindowsAreNeverMixed() {
    add(a, 15, Distance.NEAR, 2);
    add(a, 40, Distance.FAR, 8);
    add(b, 12, Distance.NEAR, 9);
    add(b, 11, Distance.MIXED, 100);
    Optional<Distance> common = Measured.common(List.of(a, b));
    assertThat(common).contains(Distance.NEAR);
    HostResult.Scored scored = (HostResult.Scored) a.result(common, List.of());
    Score score = scored.score();
    assertThat(score.median()).isEqualTo(2);
    assertThat(score.samples()).hasSize(15);
    assertThat(score.distance()).contains("near");
    assertThat(scored.notes()).first().asString().startsWith("40 of 55 windows left out");
    assertThat(((HostResult.Scored) b.result(common, List.of())).score().median()).isEqualTo(9);
  }

  @Test
  void whereTheyNeverMetEachSaysItsOwnDistance() {
    add(a, 30, Distance.NEAR, 2);
    add(b, 30, Distance.FAR, 9);
    Optional<Distance> common = Measured.common(List.of(a, b));
    assertThat(((HostResult.Scored) a.result(common, List.of())).score().distance())
        .contains("near");
    assertThat(((HostResult.Scored) b.result(common, List.of())).score().distance())
        .contains("far");
  }

  @Test
  void restlessCpusGiveNoScore() {
    add(a, 50, Distance.MIXED, 2);
    HostResult result = a.result(Measured.common(List.of(a)), List.of());
    assertThat(result).isInstanceOf(HostResult.Unavailable.class);
    assertThat(((HostResult.Unavailable) result).reason()).contains("moved all the time");
  }

  @Test
  void oneThreadHasNoDistance() {
    for (int i = 0; i < 20; i++) {
      a.add(new Window(1 + i % 2, 5, "ns/op", Optional.empty(), true));
    }
    assertThat(Measured.common(List.of(a))).isEmpty();
    HostResult.Scored score =
        (HostResult.Scored) a.result(Optional.empty(), List.of("measured so"));
    assertThat(score.score().distance()).isEmpty();
    assertThat(score.score().moreIsBetter()).isFalse();
    assertThat(score.notes()).containsExactly("measured so");
    assertThat(score.analogue()).contains("analogue");
    assertThat(score.settings()).containsEntry("n", "2");
  }

  @Test
  void aFailureIsTheReason() {
    a.failed("there is no benchmark lab.bench.X.a");
    a.failed("a consequence");
    assertThat(a.result(Optional.empty(), List.of()))
        .isEqualTo(
            new HostResult.Unavailable(
                "bench",
                "beats",
                "lab.bench.X.a",
                Map.of("n", "2"),
                Optional.of("analogue"),
                "there is no benchmark lab.bench.X.a"));
  }

  @Test
  void readsTheChildsLines() {
    Window paired =
        window(
            "{'fork':2,'value':1.5,'unit':'ns/op',"
                + "'handOverBefore':26.0,'handOverAfter':27.5,'pinned':0.0}");
    assertThat(paired).isEqualTo(new Window(2, 1.5, "ns/op", Optional.of(Distance.NEAR), false));
    assertThat(
            window(
                    "{'fork':1,'value':1,'unit':'ns/op','handOverBefore':null,"
                        + "'handOverAfter':27.5,'pinned':1.0}")
                .distance())
        .contains(Distance.MIXED);
    assertThat(window("{'fork':1,'value':4.25,'unit':'ops/ns'}"))
        .isEqualTo(new Window(1, 4.25, "ops/ns", Optional.empty(), true));
  }

  private static Window window(String json) {
    return Window.of(JsonMapper.shared().readTree(json.replace('\'', '"')));
  }

  private static void add(Measured to, int windows, Distance distance, double value) {
    for (int i = 0; i < windows; i++) {
      to.add(new Window(1 + i % 2, value, "ns/op", Optional.of(distance), true));
    }
  }
}
