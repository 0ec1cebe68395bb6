package lab.experiments.memory.mpmc;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Findings;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.VerdictWord;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MpmcTest {
  private static final String LOSES = "p1.step,p2.steal,p1.step*3,p2.step";
  private static final String BLOCKS = "p1.step*2,p2.steal,p2.step*2";
  private final Mpmc room = new Mpmc();

  @Test
  void theDefaultLosesAPayloadInSixStepsAndTheFixedPresetNever() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(broken.answer("one-slot").schedule()).hasToString("Optional[" + LOSES + "]");
    assertThat(broken.answer("one-owner").schedule())
        .hasToString("Optional[p1.step,p2.steal,p1.step]");
    assertThat(broken.answer("sequence").schedule())
        .hasToString("Optional[p1.step,p2.steal,p1.step*3]");
    assertThat(broken.answer("drains").schedule().orElseThrow().size()).isEqualTo(11);
    assertThat(broken.states()).isEqualTo(211_472);
    assertThat(broken.complete()).isTrue();

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.answer("blocked").schedule()).hasToString("Optional[" + BLOCKS + "]");
    assertThat(fixed.states()).isEqualTo(41_465);
    assertThat(fixed.complete()).isTrue();
  }

  /** The contrast: where nobody else moves the head, a plain head++ is enough. */
  @ParameterizedTest
  @CsvSource({"plain, off, 66", "plain, on, 81", "cas, off, 66", "cas, on, 81"})
  void oneProducerNeedsNoCompareAndSet(String reserve, String stall, long states) {
    Settings settings = set("reserve", reserve, "producers", "1", "stall", stall);
    Exploration found = explore(settings);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.answers())
        .filteredOn(a -> !a.claim().name().equals("blocked"))
        .extracting(Exploration.Answer::outcome)
        .containsOnly(Outcome.SAFE, Outcome.REACHED);
    assertThat(found.answer("blocked").outcome()).isEqualTo(Outcome.NO_ANSWER);
  }

  /** The known weakness: not lock-free, whatever the reservation. */
  @Test
  void aProducerThatStopsBehindItsReservationHoldsUpAllThatComesAfter() {
    Exploration found = explore(set("reserve", "cas", "stall", "on"));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(51_547);
    assertThat(found.answer("drains").schedule())
        .hasToString("Optional[p1.step*2,p1.stall,p2.steal,p2.step*2]");
    assertThat(found.answer("one-slot").outcome()).isEqualTo(Outcome.SAFE);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, sc, acquire-release, 317, 9, 0",
    "plain, tso, acquire-release, 1502, 14, 0",
    "plain, java, acquire-release, 579, 9, 0",
    "plain, java, volatile, 704, 9, 0",
    "cas, sc, acquire-release, 219, 0, 0",
    "cas, tso, acquire-release, 542, 0, 0",
    "cas, java, acquire-release, 347, 0, 0",
    "cas, java, volatile, 384, 0, 0",
    "cas, java, opaque, 9998, 10, 11",
    "cas, java, plain, 9998, 10, 11",
    "cas, tso, opaque, 542, 0, 0",
  })
  void accessByAccess(
      String reserve, String model, String mode, long states, int lost, int unwritten) {
    Exploration found =
        explore(set("reserve", reserve, "grain", "accesses", "model", model, "mode", mode));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(steps(found, "one-slot")).isEqualTo(lost);
    assertThat(steps(found, "unwritten")).isEqualTo(unwritten);
    assertThat(found.answer("both-arrive").outcome()).isEqualTo(Outcome.REACHED);
  }

  /** The ring that ships, in four modes: what its test may see is what the model finds. */
  @Test
  void theShippedRingIsAskedInEveryMode() {
    List<StressTest> tests = publications();
    assertThat(tests)
        .extracting(t -> t.settings().get("mode"))
        .containsExactly("plain", "opaque", "acquire-release", "volatile");
    for (StressTest test : tests) {
      String mode = test.settings().get("mode");
      assertThat(test.weakening().map(Object::toString))
          .isEqualTo(
              mode.equals("acquire-release") ? Optional.empty() : Optional.of("MpmcRing " + mode));
      boolean allowed =
          test.outcomes().stream()
              .anyMatch(o -> o.violation() && !o.exactly().orElseThrow().isEmpty());
      Settings settings = set("reserve", "cas", "grain", "accesses", "mode", mode);
      assertThat(test.settings().entrySet()).allMatch(e -> settings.is(e.getKey(), e.getValue()));
      assertThat(explore(settings).answer("unwritten").outcome())
          .isEqualTo(allowed ? Outcome.BREAKS : Outcome.SAFE);
    }
  }

  private List<StressTest> publications() {
    return room.evidence().stream()
        .filter(e -> e instanceof Stress s && s.claim().equals("unwritten"))
        .flatMap(e -> ((Stress) e).cases().stream())
        .toList();
  }

  @Test
  void theFixedPresetHoldsAccessByAccessUnderJava() {
    Settings settings = room.controls().with(room.fixed(), "grain", "accesses");
    assertThat(answers(explore(settings))).isEqualTo(room.predictions().whenFixed());
  }

  @Test
  void theStoriesTellWhoHasWhichSlot() {
    assertThat(stories(set(), LOSES))
        .containsExactly(
            "P1 reads head = 0: slot 0 is free, and it plans to reserve it.",
            "P2 steals head, from 0 to 1: it has slot 0.",
            "P1 moves head from 1 to 1: it has slot 0, and so has the other producer.",
            "P1 writes 11 into slot 0.",
            "P1 publishes slot 0: its sequence is 1.",
            "P2 writes 22 into slot 0, over the 11 that was there.");
    assertThat(stories(room.fixed(), "p1.step,p2.steal,p1.step,p1.step*2,c.take"))
        .containsExactly(
            "P1 reads head = 0: slot 0 is free, and it plans to reserve it.",
            "P2 steals head, from 0 to 1: it has slot 0.",
            "P1 finds head = 1, not 0: its CAS fails, and it begins again.",
            "P1 reads head = 1: slot 1 is free, and it plans to reserve it.",
            "P1 moves head from 1 to 2: it has slot 1.",
            "The consumer finds nothing in slot 0.");
    assertThat(stories(room.fixed(), BLOCKS + ",c.take,p1.step*2,c.take*2"))
        .endsWith(
            "The consumer finds nothing in slot 0, although there is a payload behind it: it must"
                + " wait for the slot's producer.",
            "P1 writes 11 into slot 0.",
            "P1 publishes slot 0: its sequence is 1.",
            "The consumer takes 11 from slot 0 and frees it for the next lap.",
            "The consumer takes 22 from slot 1 and frees it for the next lap.");
  }

  @Test
  void theRingFillsUpAndIsLapped() {
    String full = "p1.step*20,p2.steal,p2.step*2,p2.steal,p2.step*2,p2.steal,p2.step*2,p2.step";
    assertThat(stories(room.fixed(), full + ",c.take,p2.steal"))
        .endsWith(
            "P2 reads head = 8: slot 0 is not free, and it will look again.",
            "The consumer takes 11 from slot 0 and frees it for the next lap.",
            "P2 steals head, from 8 to 9: it has slot 0.");
  }

  @Test
  void thePictureShowsReservationsAndTheWait() {
    Stage stage = picture(room.fixed(), BLOCKS);
    assertThat(stage.pieces())
        .extracting(Piece::key)
        .containsExactly("ring", "sequences", "threads");
    Piece.Cells ring = (Piece.Cells) stage.pieces().getFirst();
    assertThat(ring.cells()).extracting(Piece.Cell::label).startsWith("?", "22", "·").hasSize(8);
    assertThat(ring.marks()).extracting(Piece.Mark::cell).containsExactly("slot2", "slot0");
    Piece.Table threads = (Piece.Table) stage.pieces().getLast();
    assertThat(threads.rows())
        .extracting(r -> r.cells().getLast())
        .containsExactly("reserved, will write", "idle", "waits for a reserved slot");
    Stage twice = picture(set(), "p1.step,p2.steal,p1.step");
    assertThat(((Piece.Cells) twice.pieces().getFirst()).cells().getFirst().tone())
        .isEqualTo(Tone.BAD);
    Stage stalled = picture(set("stall", "on"), "p1.step*2,p1.stall");
    assertThat(((Piece.Table) stalled.pieces().getLast()).rows().getFirst().cells())
        .endsWith("stalled for good");
  }

  @Test
  void aMessageOneToOneNeedsNoAtomicOperationAndManyToManyTwo() {
    Claim.Costs costs = explore(room.fixed()).answer("spsc-beats-mpmc").costs().orElseThrow();
    assertThat(costs.a()).isZero();
    assertThat(costs.b()).isEqualTo(2);
  }

  @Test
  void everySettingHasAMachineAndAPicture() {
    for (String producers : List.of("1", "2")) {
      for (String grain : List.of("operations", "accesses")) {
        for (String stall : List.of("off", "on")) {
          for (String mode : List.of("plain", "opaque", "acquire-release", "volatile")) {
            Scene<?> scene =
                room.scene(
                    set("producers", producers, "grain", grain, "stall", stall, "mode", mode));
            assertThat(pictureOfStart(scene).pieces()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(scene.machine().claims().stream().map(Claim::name))
                .containsExactlyInAnyOrderElementsOf(room.predictions().byDefault().keySet());
          }
        }
      }
    }
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("A plain head++ loses a payload in 6 steps.");
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(
                        counted("one-slot", Map.of("reserve", "plain"), 31, 2_000_000),
                        counted("one-slot", Map.of("reserve", "cas"), 0, 3_000_000),
                        counted("unwritten", Map.of("mode", "plain"), 2, 1_000_000),
                        counted("unwritten", Map.of("mode", "acquire-release"), 0, 1_000_000)),
                    List.of(
                        measured("SPSC ring, one to one", 2),
                        measured("MPMC ring, one to one", 20),
                        measured("JCTools MpmcArrayQueue, one to one", 25)))))
        .isEqualTo(
            "A plain head++ loses a payload in 6 steps; here 31 of 2.0 million. With CAS: 0 of 3.0"
                + " million. Payloads taken unwritten: 2 of 1.0 million with plain, 0 of 1.0"
                + " million with acquire-release. One to one it takes 20.0 ns a message, 10.0 times"
                + " the SPSC ring's; JCTools' takes 25.0 ns.");
  }

  private static Findings.Counted counted(
      String claim, Map<String, String> row, long seen, long samples) {
    return new Findings.Counted(claim, "T", row, seen, samples, VerdictWord.CONFIRMED);
  }

  private static Findings.Measured measured(String label, double ns) {
    return new Findings.Measured("spsc-beats-mpmc", label, "ns/op", ns, ns, ns);
  }

  private List<String> stories(Settings settings, String schedule) {
    Replay<?> run = Replay.run(room.scene(settings).machine(), Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return run.frames().stream().skip(1).map(f -> f.story()).toList();
  }

  private Stage picture(Settings settings, String schedule) {
    return last(room.scene(settings), Schedule.parse(schedule));
  }

  private static <S> Stage last(Scene<S> scene, Schedule schedule) {
    return scene.picture().apply(Replay.run(scene.machine(), schedule).last());
  }

  private static <S> Stage pictureOfStart(Scene<S> scene) {
    return scene.picture().apply(scene.machine().start());
  }

  /** The defaults, but for these names and values. */
  private Settings set(String... namesAndValues) {
    Settings settings = room.controls().defaults();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings = room.controls().with(settings, namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
  }
}
