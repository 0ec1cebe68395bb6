package lab.experiments.cpu.cache;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.experiments.Whereabouts;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.room.Findings;
import lab.room.NamedSettings.Measured;
import lab.room.Room;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheTest {
  private static final Room ROOM = Cache.ROOM;

  /** What each control changes: a number that would be the default's if it did nothing. */
  @ParameterizedTest
  @CsvSource({
    "'', 392",
    "stride=1, 231",
    "lines=2, 85",
    "lines=9 stride=64, 163",
    "start=cold, 391",
    "policy=fifo, 545",
    "policy=plru, 1572",
    "policy=random, 3312",
    "policy=opt, 208",
    "order=belady lines=5, 178",
    "why=on, 38",
    "why=on lines=5, 13",
    "stores=back, 7120",
    "stores=through, 756",
    "prefetch=on stride=1 lines=6, 450",
    "prefetch=off stride=1 lines=6, 141",
    "l2holds=inclusive, 276",
    "l2holds=exclusive, 218",
    "l3holds=inclusive, 214",
    "l3holds=exclusive, 272",
    "l1sets=1, 392",
    "l1sets=8, 243",
    "l1ways=1, 266",
    "l2sets=1, 626",
    "l2ways=1, 374",
    "l3sets=1, 961",
    "l3ways=1, 392",
  })
  void reachableStatesArePinned(String settings, long states) {
    Exploration found = explore(ROOM, settings);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
  }

  /** What each control does to the shortest schedules. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                  | core.walk*2                              | 4",
        "stride=1            | safe                                     | 4",
        "lines=2             | safe                                     | 4",
        "l1ways=3            | safe                                     | 4",
        "l1sets=4            | safe                                     | 4",
        "policy=fifo         | core.walk*2                              | 4",
        "start=cold          | core.walk*2                              | 1",
        "l3holds=inclusive   | core.walk*2                              | 2",
        "l3ways=1 l3sets=1 l3holds=inclusive | core.walk*2              | 2",
        "l2holds=exclusive l3holds=exclusive | core.walk*2              | 4",
      })
  void theShortestSchedulesFollowFromTheSettings(String settings, String lost, int toMemory) {
    Exploration found = explore(ROOM, settings);
    assertThat(scheduleOrSafe(found, "stays-in-l1")).isEqualTo(lost);
    assertThat(found.answer("from-dram").schedule().orElseThrow().size()).isEqualTo(toMemory);
  }

  /** Fewest evictions: the walk pushes line 0 out of L1, a hand does the rest. */
  @Test
  void lineZeroComesFromMemoryOnceNobodyHasIt() {
    assertThat(schedule(explore(ROOM, ""), "from-dram"))
        .isEqualTo("core.walk,l2.evict,l3.evict,core.load:0");
    assertThat(schedule(explore(ROOM, "stride=1"), "from-dram"))
        .isEqualTo("l1.evict,l2.evict,l3.evict,core.load:0");
    assertThat(schedule(explore(ROOM, "l3holds=inclusive"), "from-dram"))
        .isEqualTo("l3.evict,core.load:0");
  }

  /** The preset whose sizes are real ones: eight ways hold eight lines and not nine. */
  @Test
  void theCliffOfZen4LiesBetweenEightAndNineLines() {
    Exploration nine = explore(ROOM, Cache.ZEN4);
    assertThat(nine.complete()).isTrue();
    assertThat(nine.states()).isEqualTo(62);
    assertThat(schedule(nine, "stays-in-l1")).isEqualTo("core.walk*2");
    assertThat(schedule(nine, "from-dram")).isEqualTo("l2.evict,l3.evict,core.load:0");
    assertThat(scheduleOrSafe(explore(ROOM, settled("lines", 8)), "stays-in-l1")).isEqualTo("safe");
    assertThat(nine.answer("spread-beats-one-set").costs().orElseThrow().a()).isEqualTo(360);
    assertThat(nine.answer("spread-beats-one-set").costs().orElseThrow().b()).isEqualTo(1260);
  }

  private static String settled(String control, int value) {
    return Cache.ZEN4.replaceAll("\\b" + control + "=\\d+", control + "=" + value);
  }

  /** The defaults are the seed's, with the page's cycles. */
  @Test
  void theSeedIsTheDefault() {
    assertThat(ROOM.settings(Cache.SEED)).isEqualTo(ROOM.controls().defaults());
    assertThat(stories(ROOM, "", "core.load:0"))
        .containsExactly("The core loads line 0: L1 has" + " it, 1 cycle.");
    assertThat(stories(ROOM, "", "l1.evict,core.load:0").getLast())
        .isEqualTo("The core loads line 0: L2 has it, 4 cycles; L1 gets it.");
    assertThat(stories(ROOM, "", "l1.evict,l2.evict,core.load:0").getLast())
        .isEqualTo("The core loads line 0: L3 has it, 12 cycles; L1, L2 get it.");
    assertThat(stories(ROOM, "", "l1.evict,l2.evict,l3.evict,core.load:0").getLast())
        .isEqualTo("The core loads line 0: DRAM has it, 100 cycles; L1, L2, L3 get it.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l1sets=3          | l1sets is a power of two (got 3)",
        "policy=plru l2ways=3 | l2ways is a power of two under policy=plru (got 3)",
        "l2cycles=0        | l2cycles is 1..5000 (got 0)",
        "l3cycles=3        | l3cycles is at least what the level before costs, 4 (got 3)",
        "dram=5            | dram is at least what the level before costs, 12 (got 5)",
        "l1ways=0          | l1ways is 1..64 (got 0)",
        "lines=0           | lines is 1..32 (got 0)",
        "order=belady      | lines is 5 under order=belady (got 3)",
        "policy=opt stores=back | stores is none under policy=opt, which foresees walks (got back)",
        "why=on stores=through | stores is none or back under why=on: a store that fetches nothing"
            + " has no such reason (got through)",
      })
  void nonsenseIsRefusedWithRuleAndValue(String settings, String message) {
    assertThatThrownBy(() -> ROOM.scene(ROOM.settings(settings)))
        .isInstanceOf(BadInput.class)
        .hasMessage(message);
  }

  /** A cost is the nearest level's, except where the prefetcher throws out what is asked for. */
  @Test
  void theCostIsTheNearestLevels() {
    String running = "prefetch=on stride=1 lines=12 l1ways=1 l1sets=1 l2ways=1 l2sets=1 l3sets=1";
    assertThat(answers(explore(ROOM, running + " l3ways=8"))).containsEntry("nearest", "safe");
    assertThat(answers(explore(ROOM, "l1cycles=4 l2cycles=4 l3cycles=4 dram=4")))
        .containsEntry("nearest", "safe")
        .containsEntry("spread-beats-one-set", "breaks");
  }

  @Test
  void storesLeaveDirtWhereTheyAreWrittenBack() {
    assertThat(explore(ROOM, "stores=back").answer("a-line-is-dirty").outcome())
        .isEqualTo(Exploration.Outcome.REACHED);
    assertThat(explore(ROOM, "stores=through").answer("a-line-is-dirty").outcome())
        .isEqualTo(Exploration.Outcome.NO_ANSWER);
    assertThat(stories(ROOM, "stores=through", "core.store:1"))
        .containsExactly("The core stores into line 1: DRAM has it, 100 cycles.");
    assertThat(labels(picture(ROOM, "stores=back", "core.store:0"), "L1"))
        .containsExactly("set 0 dirty", "set 0", "set 0", "1 cycle");
  }

  @Test
  void aWalkTellsWhatItLost() {
    assertThat(stories(ROOM, "", "core.walk*2"))
        .containsExactly(
            "The core loads all 3 lines: 1 from L1, 2 from DRAM; 201 cycles.",
            "The core loads all 3 lines: 3 from L2; 12 cycles. 3 of them had been"
                + " in L1, and no hand took them out.");
  }

  @Test
  void aHandMovesLineZeroAlone() {
    assertThat(stories(ROOM, "l3holds=exclusive l2holds=inclusive", "l2.evict,l1.fill"))
        .containsExactly(
            "A hand takes line 0 out of L2; L3 gets it; L1 loses line 0.",
            "A hand puts line 0 into L1; L1, L2 get it; L3 loses line 0.");
  }

  @Test
  void whatWouldChangeNothingIsRefusedWithItsPrice() {
    CacheMachine machine = machine("");
    assertThat(refused(machine, "core.load:0"))
        .containsExactly("core.load:0 nothing would change: the same from L1 again, 1 cycle");
    assertThat(refused(machine, "core.walk*2"))
        .containsExactly("core.walk nothing would change: the same way again, 12 cycles");
    assertThat(refused(machine, "l2.evict"))
        .containsExactly("l2.fill L1 is nearer and has line 0 already");
    assertThat(
            refused(machine("policy=random"), "core.load:0,core.load:1*2,core.load:2*2,core.walk"))
        .containsExactly("core.walk a run under policy=random ends after 6 steps: start anew");
  }

  /** The level outside took it, not others in L1. */
  @Test
  void whatAnInclusiveLevelTakesIsNotSaidToBePushedOut() {
    assertThat(stories(ROOM, "l1ways=4 l2holds=inclusive l2sets=1", "core.walk*2").getLast())
        .endsWith("3 of them had been in L1, and no hand took them out.");
  }

  private static CacheMachine machine(String settings) {
    return (CacheMachine) ROOM.scene(ROOM.settings(settings)).machine();
  }

  @Test
  void thePictureShowsWhoHasTheLine() {
    Stage stage = picture(ROOM, "", "core.load:1,l1.evict,core.load:0");
    assertThat(stage.board().orElseThrow().places())
        .extracting(p -> p.title())
        .containsExactly("the core", "L1, 2 x 2", "L2, 4 x 2", "L3, 8 x 2", "DRAM");
    assertThat(labels(stage, "L2")).containsExactly("set 0", "set 2", "set 0", "4 cycles");
    assertThat(((Piece.Cells) stage.piece("L2").orElseThrow()).cells())
        .extracting(Piece.Cell::tone)
        .containsExactly(Tone.OK, Tone.OK, Tone.GONE, Tone.WARN);
    assertThat(Whereabouts.of("line 0", ROOM, "", "l1.evict,l2.evict,core.load:0"))
        .containsExactly("L1, 2 x 2", "L2, 4 x 2", "L3, 8 x 2", "L1, 2 x 2");
    assertThat(Whereabouts.of("the load", ROOM, "", "core.load:0,core.load:1,l1.evict"))
        .containsExactly("the core", "L1, 2 x 2", "DRAM", "the core");
    assertThat(labels(picture(ROOM, "lines=9", "core.walk"), "L2"))
        .containsExactly("set 0", "set 0", "others 3/7");
  }

  /** The handle of the plot is the control, and the curve is this setting's. */
  @Test
  void theCurveRisesWhereTheLevelsEnd() {
    Plot plot = (Plot) picture(ROOM, "stride=1", "").piece("walks").orElseThrow();
    assertThat(plot.control()).contains("lines");
    assertThat(plot.cursor()).isEqualTo(3);
    Map<Double, Double> curve =
        plot.series().getFirst().points().stream()
            .collect(java.util.stream.Collectors.toMap(Plot.Point::x, Plot.Point::y));
    assertThat(curve).containsEntry(4.0, 1.0).containsEntry(6.0, 4.0).containsEntry(8.0, 4.0);
    assertThat(curve).containsEntry(12.0, 12.0).containsEntry(16.0, 12.0);
    assertThat(curve).containsEntry(24.0, 100.0).containsEntry(32.0, 100.0);
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    String model =
        "Model: what the nearest level that has the line costs, by the page's numbers 1, 4, 12 or"
            + " 100 cycles.";
    assertThat(ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    Findings found =
        findings(
            List.of(),
            List.of(
                measured("spread-beats-one-set", "one set", 7),
                measured("spread-beats-one-set", "spread", 1.4)));
    assertThat(ROOM.sentence(found))
        .isEqualTo(
            model
                + " A line more than L1 has ways costs 7.0 ns a load here in one set, 1.4 spread:"
                + " 5.0×.");
  }

  @Test
  void thisMachineAsSettings() {
    HostCaches zen = HostCachesTest.zen4();
    String sizes =
        "l1sets=64 l1ways=8 l1cycles=%d l2sets=2048 l2ways=8 l2cycles=%d l3sets=32768 l3ways=16"
            + " l3cycles=%d dram=%d lines=9 stride=64";
    assertThat(HostPreset.changes(zen, Measured.NOTHING))
        .isEqualTo(sizes.formatted(4, 14, 50, 340));
    Map<String, Double> ns = Map.of("kib=4", 1.4, "kib=128", 4.9, "kib=2048", 15.4);
    Measured some =
        label ->
            ns.containsKey(label)
                ? java.util.OptionalDouble.of(ns.get(label))
                : java.util.OptionalDouble.empty();
    assertThat(HostPreset.changes(zen, some)).isEqualTo(sizes.formatted(4, 14, 44, 340));
    Measured memory =
        label -> label.equals("kib=262144") ? java.util.OptionalDouble.of(140) : some.median(label);
    assertThat(HostPreset.changes(zen, memory)).isEqualTo(sizes.formatted(4, 14, 44, 400));
    // 260 MiB of L3: the longest chase has not left it, and says nothing of memory.
    assertThat(HostPreset.changes(HostCachesTest.large(), memory)).contains(" dram=340 ");
    assertThat(HostPreset.changes(new HostCaches(List.of()), some)).isEmpty();
    for (String changes :
        List.of(
            HostPreset.changes(HostCachesTest.sliced(), Measured.NOTHING),
            HostPreset.changes(HostCachesTest.twoLevels(), Measured.NOTHING))) {
      assertThat(ROOM.scene(ROOM.settings(changes))).isNotNull();
    }
    assertThat(HostPreset.changes(HostCachesTest.twoLevels(), Measured.NOTHING))
        .contains("l3sets=1 l3ways=1 l3cycles=340 dram=340");
  }
}
