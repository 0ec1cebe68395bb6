package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.Matrix;
import lab.cli.answer.Score;
import lab.memorymodel.MemoryModel;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The engine with real children, those that answer and those that do not. */
class LiveEngineTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Outcome TORN = Outcome.bad("torn", "bytes of two packets", "claim");
  private static final Outcome WHOLE = Outcome.fine("whole", "one packet");
  private static final Room ROOM = Catalog.lab().room("false-sharing");

  @TempDir private Path folder;
  private final List<HostResult> reported = new ArrayList<>();

  /** A child that does what its first argument says. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      switch (args[0]) {
        case "answer" -> {
          System.out.println("{\"name\":\"flag\",\"value\":\"" + System.getProperty("lab") + "\"}");
          System.out.println("{\"name\":\"number\",\"value\":42}");
          System.out.println("{\"name\":\"unknown\",\"value\":null}");
        }
        case "fail" -> {
          System.out.println("{\"name\":\"half\",\"value\":1}");
          throw new IllegalStateException("outside", new IllegalStateException("the cause"));
        }
        case "hang" -> Thread.sleep(Long.MAX_VALUE);
        case "count" -> {
          System.out.println("{\"name\":\"rate\",\"value\":9}");
          System.out.println("{\"outcome\":\"torn\",\"count\":1}");
          System.out.println("{\"outcome\":\"whole\",\"count\":7}");
          System.out.println("{\"outcome\":\"torn\",\"count\":3}");
          System.out.println("{\"outcome\":\"odd\",\"count\":2}");
        }
        case "score" -> {
          System.out.println("{\"score\":\"spin\",\"unit\":\"ns\",\"samples\":[3,1,2]}");
          System.out.println("{\"score\":\"rate\",\"unit\":\"msg/s\",\"samples\":[5]}");
          System.out.println("{\"score\":\"spin\",\"unit\":\"ns\",\"samples\":[4]}");
        }
        case "pairs" ->
            System.out.println(
                "{\"name\":\"hand-over\",\"matrix\":{\"rows\":[\"0\",\"1\"],\"columns\":[\"0\",\"1\"],"
                    + "\"unit\":\"ns\",\"values\":[[null,25.5],[25.5,null]],\"sampled\":false,\"siblings\":[]},\"notes\":[\"a"
                    + " note\"]}");
        case "ragged" ->
            System.out.println(
                "{\"name\":\"hand-over\",\"matrix\":{\"rows\":[\"0\"],\"columns\":[\"0\",\"1\"],"
                    + "\"unit\":\"ns\",\"values\":[[null]],\"sampled\":false,\"siblings\":[]}}");
        case "units" -> {
          System.out.println("{\"score\":\"spin\",\"unit\":\"ns\",\"samples\":[3]}");
          System.out.println("{\"score\":\"spin\",\"unit\":\"us\",\"samples\":[4]}");
        }
        case "refuse" -> System.out.println("{\"unavailable\":\"no such device\"}");
        case "time" ->
            System.out.println("{\"name\":\"told\",\"value\":\"" + String.join(" ", args) + "\"}");
        case "chat" -> System.out.println("hello");
        case "nest" -> System.out.println("{\"name\":\"list\",\"value\":[1]}");
        default -> System.exit(args[0].length());
      }
    }
  }

  @Test
  void valuesAreTakenDownInTheirOrder() throws Exception {
    assertThat(run(PATIENT, "answer"))
        .containsExactly(
            value("flag", Optional.of("set")),
            value("number", Optional.of("42")),
            value("unknown", Optional.empty()));
  }

  @Test
  void aChildThatFailsGivesTheReasonInOneLineAndNoValue() throws Exception {
    assertThat(reason(PATIENT, "fail"))
        .isEqualTo("its JVM ended with 1: Caused by: java.lang.IllegalStateException: the cause");
    // The same log, to which this child adds nothing.
    assertThat(reason(PATIENT, "four")).isEqualTo("its JVM ended with 4");
  }

  @Test
  void aChildThatHangsIsEnded() throws Exception {
    assertThat(reason(Duration.ofMillis(500), "hang")).startsWith("its JVM did not end within");
    assertThat(ProcessHandle.current().descendants()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void whatIsNoValueIsQuoted() throws Exception {
    assertThat(reason(PATIENT, "chat"))
        .isEqualTo("it printed something else than an answer: hello");
    assertThat(reason(PATIENT, "nest")).contains("something else").contains("[1]");
  }

  @Test
  void theLayoutsOfFalseSharingCanBeSeen() {
    String[] command = {"run", "false-sharing", "--only=live", "--results=" + folder};
    Ran ran = Ran.lab(Catalog.lab(), "", command);
    assertThat(ran.code()).isZero();
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
    assertThat(ran.out())
        .contains("shared: a at 0, b at 8: on one line")
        .contains("padded: a at 0, b at 64: never on one line")
        .contains("@Contended, -RestrictContended: a at ");
    assertThat(ran.err()).doesNotContainIgnoringCase("warning");
  }

  @Test
  void theLayoutsAreKeptAndCarryTheNamesOfTheBenchmarks() {
    Ran ran =
        Ran.lab(
            Catalog.lab(),
            "",
            "run",
            "false-sharing",
            "--only=live,fact",
            "--json",
            "--results=" + folder);
    JsonNode host = ran.json().path("runs").get(0).path("host");
    List<String> names =
        StreamSupport.stream(host.spliterator(), false)
            .filter(h -> h.path("kind").asString().equals("live"))
            .filter(h -> h.path("value").asString().startsWith("a at "))
            .map(h -> h.path("test").asString())
            .toList();
    List<String> labels =
        ROOM.evidence().stream()
            .filter(Bench.class::isInstance)
            .flatMap(e -> ((Bench) e).benchmarks().stream())
            .map(Benchmark::label)
            .toList();
    assertThat(names).hasSize(9).doesNotHaveDuplicates().isSubsetOf(labels);
  }

  /**
   * A value names no settings: it stands below the counts of its own row, not of the one before.
   */
  @Test
  void countsComeBeforeTheValuesOfTheirRow() throws Exception {
    List<HostResult> results = run(PATIENT, child("count").outcomes(List.of(TORN, WHOLE)));
    assertThat(results.getFirst()).isInstanceOf(HostResult.Outcomes.class);
    assertThat(results.get(1)).isEqualTo(value("rate", Optional.of("9")));
  }

  @Test
  void theLastCountOfEachOutcomeStands() throws Exception {
    HostResult.Outcomes counted =
        (HostResult.Outcomes)
            run(
                    PATIENT,
                    child("count")
                        .outcomes(List.of(TORN, WHOLE))
                        .settings(Map.of("layout", "padded")))
                .getFirst();
    assertThat(counted.kind()).isEqualTo("live");
    assertThat(counted.settings()).isEqualTo(Map.of("layout", "padded"));
    assertThat(counted.outcomes().subList(0, 2))
        .containsExactly(
            Count.of(TORN, MemoryModel.words(), 3), Count.of(WHOLE, MemoryModel.words(), 7));
    assertThat(counted.violations()).isEqualTo(3);
    // Counted by the program and named by nobody: no model allows it.
    assertThat(counted.outcomes().get(2).allowed()).isEmpty();
  }

  @Test
  void linesOfOneLabelAreRunsOfOneScore() throws Exception {
    List<HostResult> results = run(PATIENT, child("score"));
    Score spin = ((HostResult.Scored) results.getFirst()).score();
    assertThat(spin.samples()).containsExactly(3.0, 1.0, 2.0, 4.0);
    assertThat(spin.median()).isEqualTo(3.0); // The median of 2 and 4, those of the two runs.
    assertThat(spin.moreIsBetter()).isFalse();
    assertThat(((HostResult.Scored) results.get(1)).score().moreIsBetter()).isTrue();
    assertThat(reason(PATIENT, "units")).startsWith("it printed something else");
  }

  @Test
  void aProgramMaySayThatItCannotBeDoneHere() throws Exception {
    assertThat(reason(PATIENT, "refuse")).isEqualTo("no such device");
  }

  @Test
  void aMatrixIsTakenDown() throws Exception {
    HostResult.Pairs pairs = (HostResult.Pairs) run(PATIENT, child("pairs")).getFirst();
    assertThat(pairs.test()).isEqualTo("hand-over");
    assertThat(pairs.notes()).containsExactly("a note");
    assertThat(pairs.matrix())
        .isEqualTo(
            new Matrix(
                List.of("0", "1"),
                List.of("0", "1"),
                "ns",
                List.of(
                    List.of(Optional.empty(), Optional.of(25.5)),
                    List.of(Optional.of(25.5), Optional.empty())),
                false,
                List.of()));
    assertThat(reason(PATIENT, "ragged")).contains("it printed something else than an answer");
  }

  @Test
  void aProgramThatTakesTimeIsToldHowLong() throws Exception {
    HostResult.FactValue told =
        (HostResult.FactValue)
            run(PATIENT, child("time").timed().settings(Map.of("layout", "padded"))).getFirst();
    assertThat(told.value().orElseThrow())
        .startsWith("time ")
        .contains(" --layout=padded ")
        .endsWith(" --millis=0");
  }

  private static HostResult value(String name, Optional<String> value) {
    return new HostResult.FactValue("live", "claim", name, Map.of(), Optional.empty(), value);
  }

  private String reason(Duration limit, String argument) throws Exception {
    List<HostResult> results = run(limit, argument);
    assertThat(results).hasSize(1);
    HostResult.Unavailable none = (HostResult.Unavailable) results.getFirst();
    assertThat(none.kind()).isEqualTo("live");
    assertThat(none.test()).isEqualTo(Child.class.getName());
    return none.reason();
  }

  private List<HostResult> run(Duration limit, String argument) throws Exception {
    return run(limit, child(argument));
  }

  private static Live child(String argument) {
    return Live.of("claim", Child.class.getName()).arguments(argument).flags("-Dlab=set");
  }

  private List<HostResult> run(Duration limit, Live live) throws Exception {
    reported.clear();
    List<HostResult> results = new LiveEngine(limit).run(live, context());
    assertThat(reported).isEqualTo(results);
    return results;
  }

  private RunContext context() {
    Progress progress =
        new Progress() {
          @Override
          public void begin(String what, Duration expected) {}

          @Override
          public void finished(HostResult result) {
            reported.add(result);
          }
        };
    return new RunContext(
        new Selection(ROOM, ROOM.controls().defaults(), List.of(), Optional.empty()),
        Budget.QUICK,
        Duration.ZERO,
        folder,
        progress,
        List.of());
  }
}
