package lab.experiments.cpu.locality;

import static lab.experiments.RoomFixture.cells;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.input.BadInput;
import lab.stage.Board;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalityTest {
  private static Setup setup(String settings) {
    return Setup.of(Locality.ROOM.settings(settings));
  }

  private static int misses(String settings) {
    Setup setup = setup(settings);
    return Walk.misses(setup, setup.elements());
  }

  /**
   * The owner's question, and its end: where all lines fit, no order misses more than once each.
   */
  @ParameterizedTest
  @CsvSource({
    "order=sequential lines=1, 8",
    "order=sequential lines=8, 8",
    "order=random lines=1, 59",
    "order=random lines=2, 50",
    "order=random lines=4, 38",
    "order=random lines=7, 20",
    "order=random lines=8, 8",
    "order=random lines=2 seed=2, 49",
    "order=random lines=2 rows=4, 18",
    "order=random lines=2 columns=4, 18",
    "order=columns lines=7, 64",
    "order=columns lines=8, 8",
    "order=stride stride=8 lines=7, 64",
    "order=stride stride=16 lines=4, 8",
    "order=stride stride=16 lines=3, 64",
    "order=blocked block=2 lines=2, 8",
    "order=blocked block=4 lines=3, 64",
    "order=blocked block=4 lines=4, 8",
    "order=blocked block=8 lines=8, 8",
    "order=z-order lines=2, 16",
    "order=z-order lines=4, 8",
  })
  void howOftenAnOrderMisses(String settings, int misses) {
    assertThat(misses(settings)).isEqualTo(misses);
  }

  /** Rows down the columns, the side of a square in it, 64 / 16 strides, four in Z-order. */
  @ParameterizedTest
  @CsvSource({
    "order=sequential, 1",
    "order=random, 8",
    "order=random rows=16 columns=16, 32",
    "order=columns, 8",
    "order=columns rows=5, 5",
    "order=columns rows=16 columns=64, 16",
    "order=columns columns=1, 1",
    "order=stride, 4",
    "order=stride stride=8, 8",
    "order=stride stride=64, 1",
    "order=blocked, 2",
    "order=blocked block=4 rows=32 columns=32, 4",
    "order=blocked block=16 rows=32 columns=32, 16",
    "order=z-order, 4",
    "order=z-order rows=16 columns=16, 4",
    "order=z-order rows=32 columns=32, 4",
  })
  void howMuchRoomAnOrderNeeds(String settings, int lines) {
    assertThat(Walk.needs(setup(settings))).isEqualTo(lines);
  }

  /** The one is counted by distances, the other by a cache. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "sequential", "columns", "stride", "blocked", "z-order"})
  void withThatRoomNoLineIsFetchedTwiceAndWithLessOneIs(String order) {
    for (String shape : List.of("rows=8 columns=8", "rows=5 columns=13", "rows=30 columns=17")) {
      for (int size : new int[] {2, 3, 16}) {
        Setup s = setup("order=%s %s stride=%d block=%3$d".formatted(order, shape, size));
        int needs = Walk.needs(s);
        assertThat(Walk.misses(s.through(needs), s.elements())).isEqualTo(s.linesOfAll());
        if (needs > 1) {
          assertThat(Walk.misses(s.through(needs - 1), s.elements()))
              .as("%s with one less than %d", s, needs)
              .isGreaterThan(s.linesOfAll());
        }
      }
    }
  }

  /** 64 / 8 for each line of room, down to one a line: squares of twice as many columns. */
  @ParameterizedTest
  @CsvSource({"8, 1, 32", "8, 2, 16", "8, 4, 8", "16, 1, 128", "16, 2, 64", "16, 4, 32"})
  void inZOrderEachDoublingHalvesTheMissesUpToFour(int side, int lines, int misses) {
    assertThat(misses("order=z-order rows=%d columns=%1$d lines=%d".formatted(side, lines)))
        .isEqualTo(misses)
        .isEqualTo(side * side / (2 * lines));
  }

  /** ceil(N x 8 / 64), whatever the room. */
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 5", "7, 9", "64, 16"})
  void aSequentialPassMissesOnceALine(int rows, int columns) {
    for (int lines : new int[] {1, 2, 32}) {
      assertThat(
              misses(
                  "order=sequential rows=%d columns=%d lines=%d".formatted(rows, columns, lines)))
          .isEqualTo((rows * columns * 8 + 63) / 64);
    }
  }

  /** 1 + 63 x 56/63 through one line. */
  @Test
  void aRandomOrderMissesFiftySevenTimesOnAverage() {
    double mean =
        IntStream.rangeClosed(1, 999)
            .map(seed -> misses("order=random lines=1 seed=" + seed))
            .average()
            .orElseThrow();
    // One pass varies by 2.5, so the mean of 999 by 0.08: three times that.
    assertThat(mean).isCloseTo(57, within(0.24));
  }

  /**
   * Elements that may share no line do not, and those of one line do, through one line of cache.
   */
  @ParameterizedTest
  @ValueSource(strings = {"random", "columns", "stride", "blocked", "z-order"})
  void throughOneLineAMissIsAChangeOfLine(String order) {
    for (String shape : List.of("rows=8 columns=8", "rows=5 columns=13", "rows=16 columns=3")) {
      Setup setup = setup("lines=1 order=" + order + " " + shape);
      int[] walk = Walk.of(setup);
      int changes = 1;
      for (int i = 1; i < walk.length; i++) {
        changes += walk[i] / 8 == walk[i - 1] / 8 ? 0 : 1;
      }
      assertThat(Walk.misses(setup, walk.length)).isEqualTo(changes);
    }
  }

  @Test
  void everyOrderReadsEveryElementOnce() {
    for (Setup.Order order : Setup.Order.values()) {
      for (String shape : List.of("rows=8 columns=8", "rows=5 columns=13", "rows=1 columns=7")) {
        for (int size : new int[] {1, 3, 16, 32}) {
          Setup setup =
              setup("order=%s %s stride=%d block=%3$d".formatted(order.word, shape, size));
          int[] walk = Walk.of(setup);
          Arrays.sort(walk);
          assertThat(walk).isEqualTo(IntStream.range(0, setup.elements()).toArray());
        }
      }
    }
  }

  @Test
  void ordersGoAsTheirNamesSay() {
    assertThat(walk("order=columns rows=2 columns=3")).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(walk("order=stride stride=4 rows=1 columns=7")).containsExactly(0, 4, 1, 5, 2, 6, 3);
    assertThat(walk("order=blocked block=2 rows=2 columns=3")).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(walk("order=blocked block=2 rows=3 columns=4"))
        .containsExactly(0, 4, 1, 5, 2, 6, 3, 7, 8, 9, 10, 11);
    assertThat(walk("order=z-order rows=4 columns=4"))
        .containsExactly(0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15);
    assertThat(walk("order=random seed=1")).isNotEqualTo(walk("order=random seed=2"));
  }

  private static int[] walk(String settings) {
    return Walk.of(setup(settings));
  }

  @ParameterizedTest
  @CsvSource({
    "'', cpu.next*6",
    "order=sequential, safe",
    "lines=8, safe",
    "order=columns lines=7, cpu.next*9",
    "order=columns lines=8, safe",
    "order=blocked block=4 lines=3, cpu.next*5",
    "order=blocked block=4 lines=4, safe",
  })
  void aLineIsFetchedTwiceOnlyWhereItHadToGo(String settings, String shortest) {
    assertThat(scheduleOrSafe(explore(Locality.ROOM, settings), LocalityMachine.NONE_TWICE))
        .isEqualTo(shortest);
  }

  /** Room for two lines: a third one drives the first out, and the fourth read wants it back. */
  @Test
  void whoeverIsFreeNeedsFourReads() {
    LocalityMachine machine = new LocalityMachine(setup("order=free rows=3 columns=8"));
    Exploration found = Explorer.explore(machine, Bounds.ofStates(20_000));
    assertThat(scheduleOrSafe(found, LocalityMachine.NONE_TWICE))
        .isEqualTo("cpu.access:0,cpu.access:8,cpu.access:16,cpu.access:1");
  }

  @Test
  void withRoomForAllSequentialWinsNothing() {
    assertThat(wins("")).isEqualTo(Exploration.Outcome.SAFE);
    assertThat(wins("lines=8")).isEqualTo(Exploration.Outcome.BREAKS);
    assertThat(wins("order=columns lines=7")).isEqualTo(Exploration.Outcome.SAFE);
    assertThat(wins("order=z-order lines=4")).isEqualTo(Exploration.Outcome.BREAKS);
    Claim.Costs costs = costs("lines=1 hitCycles=4 missCycles=14");
    assertThat(costs.a()).isEqualTo(8 * 14 + 56 * 4);
    assertThat(costs.b()).isEqualTo(59 * 14 + 5 * 4);
  }

  private static Exploration.Outcome wins(String settings) {
    return explore(Locality.ROOM, settings).answer(LocalityMachine.SEQUENTIAL_WINS).outcome();
  }

  private static Claim.Costs costs(String settings) {
    return explore(Locality.ROOM, settings)
        .answer(LocalityMachine.SEQUENTIAL_WINS)
        .costs()
        .orElseThrow();
  }

  @Test
  void storiesSayWhatWasReadAndWhatGaveWay() {
    assertThat(stories(Locality.ROOM, "order=columns lines=1", "cpu.next*9"))
        .startsWith(
            "Element 0 of line 0 misses: its line is fetched.",
            "Element 8 of line 1 misses: its line is fetched, and line 0 gives way.")
        .endsWith("Element 1 of line 0 misses: its line is fetched again, and line 7 gives way.");
    assertThat(stories(Locality.ROOM, "order=sequential", "cpu.next*2"))
        .endsWith("Element 1 of line 0 is read from the cache.");
  }

  @Test
  void whatHasBeenReadIsNotReadOnceMore() {
    assertThat(refused(Locality.ROOM, "rows=1 columns=2", "cpu.next*2"))
        .containsExactly("cpu.next all 2 elements have been read");
    assertThat(refused(Locality.ROOM, "", "cpu.next")).isEmpty();
    assertThat(refused(Locality.ROOM, "order=free", "cpu.access:5,cpu.access:3"))
        .containsExactly(
            "cpu.access:3 element 3 has been read", "cpu.access:5 element 5 has been read");
  }

  @Test
  void thePictureShowsBothOrdersAfterTheSameNumberOfReads() {
    Stage stage = picture(Locality.ROOM, "order=columns lines=2", "cpu.next*3");
    assertThat(tones(stage, "elements"))
        .startsWith(Tone.BAD, Tone.IDLE)
        .hasSize(64)
        .filteredOn(tone -> tone != Tone.IDLE)
        .containsExactly(Tone.BAD, Tone.BAD, Tone.BAD, Tone.BUSY);
    assertThat(tones(stage, "other elements"))
        .startsWith(Tone.BAD, Tone.OK, Tone.OK, Tone.BUSY, Tone.IDLE);
    assertThat(labels(stage, "cache")).containsExactly("line 2", "line 1");
    assertThat(labels(stage, "other cache")).containsExactly("line 0", "empty");
    assertThat(numbers(stage, "counts")).containsExactly(3.0, 0.0, 300.0);
    assertThat(numbers(stage, "other counts")).containsExactly(1.0, 2.0, 102.0);
    assertThat(places(stage))
        .contains("its cache (needs 8 lines)", "the other cache (needs 1 line)");
    assertThat(places(picture(Locality.ROOM, "order=free", ""))).contains("its cache");
    assertThat(stage.unplaced()).isEmpty();
  }

  /** The next one is read; another one asks for the order in which it can be. */
  @Test
  void aClickOnAnElementReadsItOrSetsTheOrder() {
    List<Piece.Cell> drawn =
        cells(picture(Locality.ROOM, "order=columns", "cpu.next"), "elements").cells();
    assertThat(drawn.get(0).click()).isEmpty();
    assertThat(drawn.get(8).click()).contains(new Click.Step("cpu.next"));
    assertThat(drawn.get(9).click()).contains(new Click.Set("order=free"));
    List<Piece.Cell> free = cells(picture(Locality.ROOM, "order=free", ""), "elements").cells();
    assertThat(free.get(9).click()).contains(new Click.Step("cpu.access:9"));
  }

  private static List<Tone> tones(Stage stage, String key) {
    return cells(stage, key).cells().stream().map(Piece.Cell::tone).toList();
  }

  private static List<String> places(Stage stage) {
    return stage.board().orElseThrow().places().stream().map(Board.Place::title).toList();
  }

  private static List<Double> numbers(Stage stage, String key) {
    Piece.Figures figures = (Piece.Figures) stage.piece(key).orElseThrow();
    return figures.figures().stream().map(Piece.Figure::value).toList();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> setup("rows=64 columns=64"))
        .isInstanceOf(BadInput.class)
        .hasMessage("rows x columns is at most 1024 (got 64 x 64 = 4096)");
    assertThatThrownBy(() -> setup("hitCycles=20 missCycles=20"))
        .hasMessage("hitCycles is less than missCycles (got 20 and 20)");
    assertThatThrownBy(() -> setup("lines=0")).hasMessage("lines is 1..32 (got 0)");
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    assertThat(Locality.ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo(
            "Model: 856 cycles in order, 5014 at random through 2 lines; with room for 8 both miss"
                + " 8 times.");
    assertThat(
            Locality.ROOM.sentence(
                findings(
                    List.of(),
                    List.of(
                        measured("sequential-beats-other", "sequential", 1.4),
                        measured("sequential-beats-other", "random", 140),
                        measured("sequential-beats-other", "sequential, in L1", 1.1),
                        measured("sequential-beats-other", "random, in L1", 1.1)))))
        .contains(
            "Here a read of 64 MiB takes 1.40 ns in order, 140.0 at random: 100.0×.",
            "In L1: 1.00× (no difference expected).");
  }
}
