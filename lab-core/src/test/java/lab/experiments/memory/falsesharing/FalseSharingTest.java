package lab.experiments.memory.falsesharing;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.cpu.coherence.Coherence;
import lab.cpu.coherence.CoherentLine;
import lab.cpu.coherence.Protocol;
import lab.cpu.coherence.Supply;
import lab.cpu.coherence.Transaction;
import lab.experiments.Whereabouts;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Start;
import lab.experiments.memory.falsesharing.CoherenceMachine.State;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Step;
import lab.room.Bench;
import lab.room.Findings;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalseSharingTest {
  /** The counts of shared were also made by a search written in another language. */
  @ParameterizedTest
  @CsvSource({
    "shared, warm, 19649",
    "shared, cold, 36945",
    "padded, warm, 1225",
    "padded, cold, 1225",
  })
  void reachableStatesArePinned(String layout, String start, long states) {
    Exploration found = explore(FalseSharing.ROOM, "layout=%s start=%s".formatted(layout, start));
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.depth()).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({
    "SHARED, WARM, 1, 48, 0",
    "PADDED, WARM, 1, 0, 0",
    "SHARED, COLD, 1, 47, 1",
    "PADDED, COLD, 1, 0, 2",
    "SHARED, WARM, 11, 5, 0",
    "SHARED, WARM, 24, 2, 0",
    "SHARED, WARM, 48, 1, 0",
    "SHARED, COLD, 48, 0, 1",
    "PADDED, COLD, 48, 0, 1",
  })
  void everyConventionOfCountingIsStated(
      Layout layout, Start start, int burst, int transfers, int coldFills) {
    State last =
        Replay.run(new CoherenceMachine(layout, start, burst), CoherenceMachine.alternating(burst))
            .last();
    assertThat(last.writes()).isEqualTo(48);
    assertThat(last.transfers()).isEqualTo(transfers);
    assertThat(last.coldFills()).isEqualTo(coldFills);
    assertThat(last.silent()).isEqualTo(48 - transfers - coldFills);
  }

  @Test
  void theCostsAreThoseOfTheirWitness() {
    Claim.Costs costs =
        explore(FalseSharing.ROOM, "layout=padded")
            .answer("padded-beats-shared")
            .costs()
            .orElseThrow();
    assertThat(costs.a()).isZero();
    assertThat(costs.b()).isEqualTo(48);
    State last =
        Replay.run(new CoherenceMachine(Layout.SHARED, Start.WARM, 1), costs.witness()).last();
    assertThat(last.transfers()).isEqualTo(48);
  }

  /** Where only one core writes, and has not seen the line before, padding buys nothing. */
  @Test
  void paddingBuysNothingForOneCoreAlone() {
    assertThat(wins("start=cold burst=48")).isEqualTo(Exploration.Outcome.BREAKS);
    assertThat(wins("start=cold burst=47")).isEqualTo(Exploration.Outcome.SAFE);
    assertThat(wins("start=warm burst=48")).isEqualTo(Exploration.Outcome.SAFE);
  }

  private static Exploration.Outcome wins(String settings) {
    return explore(FalseSharing.ROOM, settings).answer("padded-beats-shared").outcome();
  }

  /** At the first crossing only one core has written yet: the claim speaks of both. */
  @Test
  void theClaimIsJudgedWhenBothHaveWritten() {
    Exploration found = explore(FalseSharing.ROOM, "");
    assertThat(found.answer("no-transfer").claim().text()).startsWith("When both cores have");
    assertThat(schedule(found, "no-transfer")).isEqualTo("coreA.write,coreB.write");
  }

  @Test
  void everySentenceCountsInWords() {
    assertThat(said("")).contains("the cores taking turns,");
    assertThat(said("burst=11")).contains("taking turns every 11 writes,");
    assertThat(said("burst=48")).contains("all of them core B's,");
    assertThat(FalseSharing.ROOM.world(FalseSharing.ROOM.fixed()))
        .isEqualTo(
            "2 cores with a word each, each in its own line, 48 writes in all, caches that have"
                + " written them");
  }

  private static String said(String settings) {
    return explore(FalseSharing.ROOM, settings).answer("padded-beats-shared").claim().text();
  }

  /** Lines are counted and nanoseconds measured: whoever reads the number is told. */
  @Test
  void whatIsMeasuredIsNotWhatIsCounted() {
    assertThat(FalseSharing.ROOM.evidence())
        .filteredOn(Bench.class::isInstance)
        .singleElement()
        .matches(e -> e.analogue().isPresent());
  }

  /** An independent count: a line crosses whenever its last writer was the other core. */
  @Test
  void transfersAreChangesOfTheLastWriter() {
    for (int bits = 0; bits < 1 << 12; bits++) {
      CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.WARM, 1);
      State state = machine.start();
      int changes = 0;
      boolean lastWasA = true;
      for (int i = 0; i < 12; i++) {
        boolean a = (bits >> i & 1) == 0;
        changes += a == lastWasA ? 0 : 1;
        lastWasA = a;
        state = Step.from(machine, state).get(a ? 0 : 1).next();
      }
      assertThat(state.transfers()).isEqualTo(changes);
    }
  }

  /** The room keeps the write row of MESI only; the whole protocol sends a line as often. */
  @Test
  void transfersAreThoseOfTheWholeProtocol() {
    Coherence rules = new Coherence(Protocol.MESI, Supply.EXCLUSIVE);
    for (int bits = 0; bits < 1 << 12; bits++) {
      CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.COLD, 1);
      State state = machine.start();
      CoherentLine line = CoherentLine.inMemory(2);
      int transfers = 0;
      int fills = 0;
      for (int i = 0; i < 12; i++) {
        int core = bits >> i & 1;
        Transaction write = rules.write(line, core, core, i);
        line = write.after();
        transfers += write.transfer() ? 1 : 0;
        fills += write.supplier() == Transaction.MEMORY ? 1 : 0;
        state = Step.from(machine, state).get(core).next();
      }
      assertThat(List.of(state.transfers(), state.coldFills()))
          .isEqualTo(List.of(transfers, fills));
    }
  }

  @Test
  void packedStatesComeBackUnchanged() {
    CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.COLD, 1);
    Machine.Codec<State> codec = machine.codec().orElseThrow();
    State state = machine.start();
    Set<Long> packed = new HashSet<>();
    for (int i = 0; i <= CoherenceMachine.WRITES; i++) {
      long[] words = new long[codec.longs()];
      codec.pack(state, words, 0);
      assertThat(codec.unpack(words, 0)).isEqualTo(state);
      assertThat(packed.add(words[0])).isTrue();
      List<Step<State>> steps = Step.from(machine, state);
      assertThat(steps).hasSize(i < CoherenceMachine.WRITES ? 2 : 0);
      if (!steps.isEmpty()) {
        state = steps.get(i % 2).next();
      }
    }
  }

  @Test
  void theStoriesSayWhatMoved() {
    CoherenceMachine cold = new CoherenceMachine(Layout.SHARED, Start.COLD, 1);
    assertThat(stories(cold, "coreA.write*2,coreB.write"))
        .containsExactly(
            "Core A writes a: no cache held the line, so it comes from memory.",
            "Core A writes a: it owns the line already, and the other core notices nothing.",
            "Core B writes b: core A held the line modified, so its copy is invalidated and the"
                + " line crosses to core B.");
  }

  @Test
  void thePictureShowsOwnersAndCosts() {
    Stage stage = picture(FalseSharing.ROOM, "", "coreB.write,coreA.write*2");
    assertThat(stage.board().orElseThrow().places())
        .extracting(Place::title)
        .containsExactly("core A", "the bus", "core B", "memory");
    assertThat(stage.unplaced()).isEmpty();
    assertThat(drawn(stage, "cacheA")).map(Piece.Cell::label).containsExactly("a b: Modified");
    assertThat(drawn(stage, "cacheB")).map(Piece.Cell::label).containsExactly("a b: Invalid");
    assertThat(drawn(stage, "cacheB").getFirst().click()).contains(new Click.Step("coreB.write"));
    assertThat(numbers(stage, "carried")).containsExactly(2.0, 0.0, 1.0);
    assertThat(numbers(stage, "writesA")).containsExactly(2.0);
    assertThat(numbers(stage, "writesB")).containsExactly(1.0);
  }

  /** A row of memory is a line: both words stand in one, or each at the start of its own. */
  @Test
  void memoryShowsWhereTheWordsLie() {
    Stage shared = picture(FalseSharing.ROOM, "", "");
    assertThat(drawn(shared, "memory")).hasSize(8).extracting(Piece.Cell::key).startsWith("a", "b");
    assertThat(drawn(shared, "memory").get(1).click()).contains(new Click.Set("layout=padded"));
    assertThat(drawn(shared, "memory").getFirst().tone())
        .as("core A has written it since")
        .isEqualTo(Tone.GONE);
    Stage padded = picture(FalseSharing.ROOM, "layout=padded start=cold", "coreA.write");
    assertThat(drawn(padded, "memory")).hasSize(16);
    assertThat(drawn(padded, "memory").get(0).tone()).isEqualTo(Tone.GONE);
    assertThat(drawn(padded, "memory").get(8).key()).isEqualTo("b");
    assertThat(drawn(padded, "memory").get(8).tone()).isEqualTo(Tone.OK);
    assertThat(drawn(padded, "memory").get(8).click()).contains(new Click.Set("layout=shared"));
    assertThat(drawn(padded, "cacheA"))
        .map(c -> c.click().map(Click::text).orElse("may not"))
        .containsExactly("coreA.write", "may not");
  }

  @Test
  void aLineIsWhereItsNewestWordsAre() {
    String turns = "coreA.write*2,coreB.write";
    assertThat(Whereabouts.of("the line", FalseSharing.ROOM, "start=cold", turns))
        .containsExactly("memory", "core A", "core A", "core B");
    assertThat(Whereabouts.of("the line", FalseSharing.ROOM, "", turns))
        .containsExactly("core A", "core A", "core A", "core B");
    String padded = "start=cold layout=padded";
    assertThat(Whereabouts.of("the line of a", FalseSharing.ROOM, padded, turns))
        .containsExactly("memory", "core A", "core A", "core A");
    assertThat(Whereabouts.of("the line of b", FalseSharing.ROOM, padded, turns))
        .containsExactly("memory", "memory", "memory", "core B");
  }

  private static List<Piece.Cell> drawn(Stage stage, String key) {
    return ((Piece.Cells) stage.piece(key).orElseThrow()).cells();
  }

  private static List<Double> numbers(Stage stage, String key) {
    Piece.Figures figures = (Piece.Figures) stage.piece(key).orElseThrow();
    return figures.figures().stream().map(Piece.Figure::value).toList();
  }

  @Test
  void aRunEnds() {
    CoherenceMachine machine = new CoherenceMachine(Layout.SHARED, Start.WARM, 1);
    assertThat(refused(machine, "coreA.write*48"))
        .containsExactly(
            "coreA.write the run ends after 48 writes", "coreB.write the run ends after 48 writes");
    assertThat(machine.refusals(machine.start())).isEmpty();
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    assertThat(FalseSharing.ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo("Model: 48 line transfers shared, 0 padded.");
    Findings both =
        findings(
            List.of(),
            List.of(
                measured("padded-beats-shared", "shared", 8.4),
                measured("padded-beats-shared", "padded", 2.0)));
    assertThat(FalseSharing.ROOM.sentence(both))
        .isEqualTo(
            "Model: 48 line transfers shared, 0 padded. Here an atomic add takes 8.4 ns shared, 2.0"
                + " padded: 4.2×.");
  }
}
