package lab.experiments.cpu.batching;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.stage.Plot;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sizes give the throughput that is wanted and keep the deadline. */
class BatchSizesTest {
  private static Setup setup(String settings) {
    return Setup.of(Batching.ROOM.settings(settings));
  }

  private static OptionalInt latest(String settings) {
    Setup setup = setup(settings);
    return new Latest(setup).of(setup.batch());
  }

  /** By hand: S = 300 + 10 B, and max(T, S) + S; both ends of the range from 13 to 20. */
  @ParameterizedTest
  @CsvSource({
    "send=timer batch=16, 960",
    "send=timer batch=20, 1000",
    "send=timer batch=21, 1020",
    "send=timer batch=64, 1880",
    "send=timer batch=1, 620",
    "send=timer batch=2 timer=10, 640",
    "send=idle batch=16, 920",
    "batch=1, 620",
    "arrivals=closed batch=16, 1840",
    "arrivals=closed batch=64, 940",
    "arrivals=closed batch=64 send=timer, 940",
  })
  void howLateTheLatestIs(String settings, int units) {
    assertThat(latest(settings)).hasValue(units);
  }

  @Test
  void aBatchThatWaitsToBeFullHasNoBound() {
    assertThat(latest("batch=2")).isEmpty();
    assertThat(latest("batch=64")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 33})
  void theFormulaIsWhatASearchFinds(int size) {
    SplittableRandom random = new SplittableRandom(size);
    for (int i = 0; i < 8; i++) {
      Setup any =
          new Setup(
              size,
              i % 4 == 0 ? Setup.Sends.IDLE : Setup.Sends.TIMER,
              10 * random.nextInt(1, 80),
              0,
              Setup.Coming.ANY,
              100,
              1,
              10 * random.nextInt(40),
              random.nextInt(1, 20),
              30);
      int units = new Latest(any).of(size).orElseThrow();
      assertThat(inTime(any, units)).as("%s by %d", any, units).isTrue();
      assertThat(inTime(any, units - 1)).as("%s by %d", any, units - 1).isFalse();
    }
  }

  private static boolean inTime(Setup s, int deadline) {
    Setup by =
        new Setup(
            s.batch(),
            s.sends(),
            s.timer(),
            deadline,
            s.coming(),
            s.gap(),
            s.seed(),
            s.perBatch(),
            s.perItem(),
            s.wanted());
    Exploration found = Explorer.explore(new BatchMachine(by), Bounds.DEFAULT);
    assertThat(found.complete()).isTrue();
    return found.answer(BatchMachine.IN_TIME).outcome() == Exploration.Outcome.SAFE;
  }

  /** For every size: it meets both just where its throughput is reached and a search is safe. */
  @ParameterizedTest
  @ValueSource(strings = {"send=timer", "send=idle wanted=20", "send=timer timer=560", ""})
  void theSizesThatMeetBothAreThoseThatASearchFinds(String settings) {
    List<Integer> meet = new BatchSizes(setup(settings)).meetBoth();
    for (int size : new int[] {1, 2, 7, 8, 12, 13, 14, 19, 20, 21, 22, 64}) {
      Setup s = setup(settings + " batch=" + size);
      boolean safe =
          explore(Batching.ROOM, settings + " batch=" + size).answer("in-time").outcome()
              == Exploration.Outcome.SAFE;
      assertThat(meet.contains(size))
          .as("%s batch=%d", settings, size)
          .isEqualTo(safe && s.ofPlateau(size) >= s.wanted());
    }
  }

  /** From p·F / ((100 - p)·c) up to the size whose S is D - T, at most D / 2. */
  @ParameterizedTest
  @CsvSource({
    "send=timer, 13, 20",
    "send=timer wanted=40, 20, 20",
    "send=timer wanted=25, 10, 20",
    "send=timer deadline=1100, 13, 25",
    "send=timer timer=550, 13, 15",
    "send=timer perBatch=200, 9, 30",
    "send=timer perItem=20, 7, 10",
    "send=idle, 13, 20",
    "arrivals=closed, 64, 64",
    "arrivals=closed deadline=2000, 16, 64",
    "arrivals=poisson send=timer, 13, 64",
    "arrivals=poisson gap=40 deadline=1500, 13, 21",
    "arrivals=poisson gap=40 deadline=1500 wanted=1, 6, 21",
    "arrivals=poisson gap=40 deadline=1500 wanted=1 seed=2, 7, 21",
    "wanted=3, 1, 1",
  })
  void theRangeHasTwoEnds(String settings, int from, int to) {
    assertThat(new BatchSizes(setup(settings)).meetBoth())
        .containsExactlyElementsOf(IntStream.rangeClosed(from, to).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "send=timer wanted=41", "arrivals=poisson", "arrivals=closed deadline=900"})
  void sometimesNoSizeMeetsBoth(String settings) {
    assertThat(new BatchSizes(setup(settings)).meetBoth()).isEmpty();
  }

  /** A larger batch may be sent at a worse moment. */
  @Test
  void atRandomTheyNeedNotBeNeighbours() {
    String room = "wanted=1 arrivals=poisson gap=40 deadline=900 send=timer";
    assertThat(new BatchSizes(setup(room)).meetBoth()).containsExactly(8, 10, 11, 12);
    assertThat(both(picture(Batching.ROOM, room, "")))
        .isEqualTo("items a batch: 8 to 12 meet both, not all");
  }

  @Test
  void theLeastSizeIsTheFirstThatReachesWhatIsWanted() {
    for (int wanted = 1; wanted <= 95; wanted++) {
      for (int perBatch : new int[] {0, 10, 300, 1000}) {
        Setup s = setup("wanted=" + wanted + " perBatch=" + perBatch);
        int least = s.leastWanted();
        assertThat(s.ofPlateau(least)).isGreaterThanOrEqualTo(wanted - 1e-9);
        assertThat(least == 1 || s.ofPlateau(least - 1) < wanted).isTrue();
      }
    }
  }

  /**
   * What the explanation says of items at random: with the timer all seeds are in time from a mean
   * gap of 60 on; without it none is from 50 on; below 28.75 = 300 / 16 + 10 they come faster than
   * they can be sent.
   */
  @ParameterizedTest
  @CsvSource({
    "10, 0, 0, 0",
    "20, 3, 3, 4",
    "30, 33, 73, 80",
    "40, 1, 97, 97",
    "50, 0, 98, 99",
    "60, 0, 99, 99",
    "100, 0, 99, 99",
    "1000, 0, 99, 99",
  })
  void ofSoManySeedsAreInTime(int gap, int full, int timer, int idle) {
    assertThat(seedsInTime(gap, "full")).isEqualTo(full);
    assertThat(seedsInTime(gap, "timer")).isEqualTo(timer);
    assertThat(seedsInTime(gap, "idle")).isEqualTo(idle);
  }

  private static long seedsInTime(int gap, String send) {
    String room = "arrivals=poisson gap=" + gap + " send=" + send + " seed=";
    return IntStream.rangeClosed(Setup.SEED.min(), Setup.SEED.max())
        .filter(seed -> latest(room + seed).orElseThrow() <= Setup.DEADLINE.defaultNumber())
        .count();
  }

  /** By a second way: from batch to batch, without a machine. */
  @Test
  void aRunTakesWhatARecursionOverItsBatchesTakes() {
    for (String send : List.of("full", "timer", "idle")) {
      for (int size : new int[] {1, 3, 16, 64}) {
        for (int seed = 1; seed <= 20; seed++) {
          Setup s =
              setup(
                  "arrivals=poisson gap=%d send=%s batch=%d seed=%d"
                      .formatted(10 * seed, send, size, seed));
          List<Integer> due = Arrivals.of(s, BatchMachine.RUN).due();
          assertThat(latest(s, size)).as("%s", s).isEqualTo(slowest(s, due, 0, 0));
        }
      }
    }
  }

  private static int latest(Setup setup, int size) {
    return new Latest(setup).of(size).orElseThrow();
  }

  /** Of what comes just when a batch goes, any number may go with it. */
  private static int slowest(Setup s, List<Integer> due, int first, int free) {
    if (first == due.size()) {
      return 0;
    }
    int last = due.getLast();
    int full = first + s.batch() <= due.size() ? due.get(first + s.batch() - 1) : last;
    int ready =
        switch (s.sends()) {
          case FULL -> Math.min(full, last);
          case TIMER -> Math.min(Math.min(full, last), due.get(first) + s.timer());
          case IDLE -> due.get(first);
        };
    int at = Math.max(free, ready);
    int before = (int) due.stream().skip(first).filter(d -> d < at).count();
    int upTo = (int) due.stream().skip(first).filter(d -> d <= at).count();
    boolean mayGo =
        s.sends() == Setup.Sends.IDLE
            || before >= s.batch()
            || (s.sends() == Setup.Sends.TIMER && at >= due.get(first) + s.timer());
    int least = mayGo ? Math.max(1, before) : Math.min(upTo, s.batch());
    int slowest = 0;
    for (int n = Math.min(least, s.batch()); n <= Math.min(upTo, s.batch()); n++) {
      int done = at + s.service(n);
      int rest = slowest(s, due, first + n, done);
      slowest = Math.max(slowest, Math.max(done - due.get(first), rest));
    }
    return slowest;
  }

  /** Where given arrivals are searched, the search says the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {"arrivals=poisson send=timer gap=40 batch=8", "arrivals=closed batch=5", "gap=30"})
  void aRunIsAlsoWhatASearchFinds(String settings) {
    Setup s = setup(settings.contains("arrivals") ? settings : settings + " arrivals=poisson");
    int units = latest(s, s.batch());
    assertThat(inTime(s, units)).isTrue();
    assertThat(inTime(s, units - 1)).isFalse();
  }

  @Test
  void thePictureNamesThem() {
    Stage stage = picture(Batching.ROOM, "send=timer", "");
    Plot plot = (Plot) stage.piece("curves").orElseThrow();
    assertThat(plot.rules()).extracting(Plot.Rule::y).containsExactly(100.0, 30.0);
    assertThat(plot.series().get(1).points())
        .as("the worst: 620 of 1000 for one, 1880 for 64")
        .startsWith(new Plot.Point(1, 62))
        .endsWith(new Plot.Point(64, 188));
    assertThat(both(stage)).isEqualTo("items a batch: 13 to 20 meet both");
    assertThat(both(picture(Batching.ROOM, "send=timer wanted=40", "")))
        .isEqualTo("items a batch: 20 meets both");
    assertThat(both(picture(Batching.ROOM, "", ""))).isEqualTo("items a batch: no size meets both");
  }

  private static String both(Stage stage) {
    return ((Plot) stage.piece("curves").orElseThrow()).xLabel();
  }
}
