package lab.cpu.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.cpu.branch.SlowPredictors.Slow;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PredictorTest {
  private static final int MANY = 1_000_000;
  private static final Bimodal TWO_BIT = new Bimodal(2, 1, 1);

  static List<Predictor> all() {
    return List.of(
        Static.TAKEN,
        Static.NOT_TAKEN,
        Static.BACKWARD_TAKEN,
        new Bimodal(1, 64, 0),
        new Bimodal(2, 64, 1),
        TwoLevel.cachegrind(),
        TwoLevel.gshare(10, 1),
        new Perceptron(16, 12),
        new Tage(6, 7, 1));
  }

  private static long mispredicts(Predictor predictor, Trace trace) {
    return new Replayed(predictor).run(trace);
  }

  /** Branches as of a program: 300 addresses, some loops, some that repeat others, some noise. */
  private static Trace program(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    Trace.Builder trace = Trace.builder();
    boolean last = false;
    for (int i = 0; i < length; i++) {
      int pc = random.nextInt(300) * 5;
      boolean taken =
          switch (pc % 4) {
            case 0 -> last;
            case 1 -> i % 7 != 0;
            case 2 -> random.nextInt(10) == 0;
            default -> random.nextBoolean();
          };
      trace.branch(pc, pc % 3 == 0, taken);
      last = taken;
    }
    return trace.build();
  }

  /** Closed form: a two-bit counter against noise, within five standard deviations. */
  @ParameterizedTest
  @CsvSource({"50, 0.5", "80, 0.23529", "95, 0.05249", "99, 0.0101"})
  void noiseCostsATwoBitCounterWhatTheClosedFormSays(int percent, double listed) {
    double q = 1 - percent / 100.0;
    double expected = q * (1 - q) / (1 - 2 * q * (1 - q));
    assertThat(listed).isCloseTo(expected, within(5e-6));
    double found = (double) mispredicts(TWO_BIT, Patterns.noise(MANY, percent, 7)) / MANY;
    // Mispredicts come in runs: neighbours agree more often than chance, so twice the deviation.
    double deviation = 2 * Math.sqrt(expected * (1 - expected) / MANY);
    assertThat(found).isCloseTo(expected, within(5 * deviation));
  }

  /** Nothing learns noise: at best the rarer direction is mispredicted. */
  @ParameterizedTest
  @MethodSource("all")
  void noiseIsLearnedByNobody(Predictor predictor) {
    double found = (double) mispredicts(predictor, Patterns.noise(200_000, 50, 3)) / 200_000;
    assertThat(found).isCloseTo(0.5, within(0.006));
    double rare = (double) mispredicts(predictor, Patterns.noise(200_000, 90, 3)) / 200_000;
    assertThat(rare).isGreaterThan(0.097);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void sortedOutcomesAreMispredictedAtMostTwiceForEachChangeOfDirection(int start) {
    for (long seed = 0; seed < 20; seed++) {
      Trace sorted = Patterns.noise(4096, 50, seed).sorted();
      // The first branches are a change too if the counter starts on the other side.
      int changes = start >= 2 ? 2 : 1;
      assertThat(mispredicts(new Bimodal(2, 1, start), sorted)).isLessThanOrEqualTo(2L * changes);
      assertThat(mispredicts(new Bimodal(1, 1, start / 2), sorted)).isEqualTo(changes);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 50", "1, 100", "2, 50", "3, 50"})
  void alternatingCostsATwoBitCounterHalfOrAllByItsStart(int start, int percent) {
    assertThat(mispredicts(new Bimodal(2, 1, start), Patterns.alternating(1000)))
        .isEqualTo(10L * percent);
  }

  @Test
  void alternatingIsLearnedWithOneBitOfHistory() {
    TwoLevel oneBit = new TwoLevel(TwoLevel.Mix.BESIDE, 1, 1, 0);
    assertThat(mispredicts(oneBit, Patterns.alternating(MANY))).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "7", "8", "20"})
  void aLoopIsMispredictedAtItsExit(int iterations) {
    int runs = 1000;
    Trace loop = Patterns.loop(runs * iterations, iterations);
    assertThat(mispredicts(new Bimodal(2, 1, 3), loop)).isEqualTo(runs);
    // One bit is wrong twice: at the exit, and when the loop is entered again.
    assertThat(mispredicts(new Bimodal(1, 1, 1), loop)).isEqualTo(2L * runs - 1);
    assertThat(mispredicts(Static.BACKWARD_TAKEN, loop)).isEqualTo(runs);
    assertThat(mispredicts(Static.NOT_TAKEN, loop)).isEqualTo((long) runs * (iterations - 1));
  }

  /** With h outcomes of history, the last n of which tell where the loop is, if n is at most h. */
  @Test
  void historyLearnsALoopThatFitsIt() {
    for (int history = 1; history <= 10; history++) {
      TwoLevel predictor = new TwoLevel(TwoLevel.Mix.BESIDE, history, history, 0);
      for (int iterations = 2; iterations <= history + 1; iterations++) {
        int warmUp = 100 * iterations;
        Trace loop = Patterns.loop(warmUp + 1000 * iterations, iterations);
        long late = late(predictor, loop, warmUp);
        assertThat(late).as(history + " bits, " + iterations).isZero();
      }
      int tooLong = history + 2;
      Trace loop = Patterns.loop(2000 * tooLong, tooLong);
      assertThat(late(predictor, loop, 1000 * tooLong)).isEqualTo(1000);
    }
  }

  /** Mispredicts behind the first {@code warmUp} branches. */
  private static long late(Predictor predictor, Trace trace, int warmUp) {
    Replayed run = new Replayed(predictor);
    long late = 0;
    for (int i = 0; i < trace.length(); i++) {
      late += run.branch(trace.pc(i), trace.backward(i), trace.taken(i)) && i >= warmUp ? 1 : 0;
    }
    return late;
  }

  @Test
  void whoRemembersLearnsThatTheSecondBranchRepeatsTheFirst() {
    Trace pairs = Patterns.correlated(100_000, 50, 5);
    for (Predictor p : List.of(TwoLevel.gshare(10, 1), new Perceptron(16, 12), new Tage(6, 9, 1))) {
      double rate = (double) late(p, pairs, 50_000) / 50_000;
      assertThat(rate).as(p.toString()).isCloseTo(0.25, within(0.04));
    }
    double forgetful = (double) mispredicts(new Bimodal(2, 64, 1), pairs) / 100_000;
    assertThat(forgetful).isCloseTo(0.5, within(0.01));
  }

  @Test
  void aLongHistoryLearnsAPeriodThatAShortOneCannot() {
    // Period 60, mostly not taken: seven outcomes rarely tell where one is.
    Trace periodic = Patterns.periodic(200_000, 60, 92, 11);
    long tage = late(new Tage(10, 10, 1), periodic, 100_000);
    long cachegrind = late(TwoLevel.cachegrind(), periodic, 100_000);
    assertThat(tage).isLessThan(cachegrind / 4);
    assertThat(cachegrind).isPositive();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSameTraceCostsTheSameAndNeverMoreThanItHas(Predictor predictor) {
    Trace trace = program(1, 20_000);
    Replayed first = new Replayed(predictor);
    long wrong = first.run(trace);
    assertThat(first.mispredicts()).isEqualTo(wrong);
    assertThat(first.branches()).isEqualTo(trace.length());
    assertThat(wrong).isBetween(0L, (long) trace.length());
    assertThat(mispredicts(predictor, trace)).isEqualTo(wrong);
  }

  /** What is computed follows from the outcomes; a predictor is asked, and changes none. */
  @ParameterizedTest
  @MethodSource("all")
  void noPredictorChangesWhatIsComputed(Predictor predictor) {
    Trace trace = program(2, 5_000);
    long withoutPredictor = sum(trace);
    new Replayed(predictor).run(trace);
    assertThat(sum(trace)).isEqualTo(withoutPredictor);
  }

  private static long sum(Trace trace) {
    long sum = 0;
    for (int i = 0; i < trace.length(); i++) {
      sum += trace.taken(i) ? i : 0;
    }
    return sum;
  }

  /** One rule, two holders: a value that is copied, and an array that is written over. */
  @ParameterizedTest
  @MethodSource("all")
  void bothHoldersAgreeOnEveryBranch(Predictor predictor) {
    int length = predictor instanceof TwoLevel two && two.indexBits() == 14 ? MANY : 100_000;
    Trace trace = program(3, length);
    Replayed flat = new Replayed(predictor);
    Learned value = Learned.nothing(predictor);
    for (int i = 0; i < length; i++) {
      int pc = trace.pc(i);
      boolean backward = trace.backward(i);
      boolean guess = value.predicts(predictor, pc, backward);
      boolean wrong = flat.branch(pc, backward, trace.taken(i));
      if (guess == trace.taken(i) == wrong) {
        throw new AssertionError(predictor + " differs at branch " + i);
      }
      value = value.after(predictor, pc, backward, trace.taken(i));
    }
    for (int cell = 0; cell < predictor.cells(); cell++) {
      assertThat(value.get(cell)).isEqualTo(flat.get(cell));
    }
  }

  static Stream<Arguments> twins() {
    return Stream.of(
        twin(new Bimodal(1, 64, 0), () -> SlowPredictors.counters(1, 64, 0)),
        twin(new Bimodal(2, 64, 1), () -> SlowPredictors.counters(2, 64, 1)),
        twin(TwoLevel.cachegrind(), () -> SlowPredictors.twoLevel(true, 14, 7, 0)),
        twin(TwoLevel.gshare(12, 1), () -> SlowPredictors.twoLevel(false, 12, 12, 1)),
        twin(new Perceptron(16, 12), () -> SlowPredictors.perceptron(16, 12)),
        twin(new Tage(6, 7, 2), () -> SlowPredictors.tage(6, 7, 2)));
  }

  private static Arguments twin(Predictor predictor, Supplier<Slow> slow) {
    return Arguments.of(predictor, slow);
  }

  /** A second implementation that shares no code; long enough for TAGE to clear useful bits. */
  @ParameterizedTest
  @MethodSource("twins")
  void aSecondImplementationAgreesOnEveryBranch(Predictor predictor, Supplier<Slow> slow) {
    int length = predictor instanceof Tage ? 2 * Tage.RESET + 10_000 : 300_000;
    Trace trace = program(4, length);
    Slow other = slow.get();
    Replayed ours = new Replayed(predictor);
    for (int i = 0; i < length; i++) {
      boolean wrong = ours.branch(trace.pc(i), trace.backward(i), trace.taken(i));
      if (other.right(trace.pc(i), trace.taken(i)) == wrong) {
        throw new AssertionError(predictor + " differs at branch " + i);
      }
    }
    assertThat(ours.mispredicts()).isPositive();
  }

  @Test
  void whatIsLearnedIsEqualIfItsCellsAre() {
    Bimodal predictor = new Bimodal(2, 64, 1);
    Learned start = Learned.nothing(predictor);
    Learned there = start.after(predictor, 5, false, true);
    Learned back = there.after(predictor, 5, false, false);
    assertThat(there).isNotEqualTo(start);
    assertThat(back).isEqualTo(start).hasSameHashCodeAs(start);
    assertThat(start.get(5)).as("the value before is as it was").isEqualTo(1);
    Learned low = start.after(predictor, 5, false, false);
    assertThat(low.after(predictor, 5, false, false)).as("nothing changes").isSameAs(low);
    assertThat(Learned.nothing(TwoLevel.cachegrind())).isNotEqualTo(start);
  }

  @Test
  void shufflingKeepsTheOutcomesAndSortingOrdersThem() {
    Trace noise = Patterns.noise(4096, 70, 1);
    Trace shuffled = Patterns.shuffled(noise.sorted(), 2);
    assertThat(shuffled.takenBranches()).isEqualTo(noise.takenBranches()).isBetween(1100, 1360);
    assertThat(noise.sorted().taken(4095 - noise.takenBranches())).isFalse();
    assertThat(noise.sorted().taken(4096 - noise.takenBranches())).isTrue();
    assertThat(mispredicts(TWO_BIT, shuffled)).isGreaterThan(1000);
  }

  @Test
  void aPeriodRepeats() {
    Trace periodic = Patterns.periodic(100, 8, 50, 1);
    for (int i = 8; i < 100; i++) {
      assertThat(periodic.taken(i)).isEqualTo(periodic.taken(i - 8));
    }
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        bad("bits must be from 1 to 2: bits=3", () -> new Bimodal(3, 64, 0)),
        bad("entries must be a power of two: entries=12", () -> new Bimodal(2, 12, 0)),
        bad("entries must be a power of two: entries=0", () -> new Perceptron(0, 8)),
        bad("start must be from 0 to 1: start=2", () -> new Bimodal(1, 64, 2)),
        bad("start must be from 0 to 3: start=4", () -> TwoLevel.gshare(10, 4)),
        bad(
            "historyBits must be from 0 to 4: historyBits=5",
            () -> new TwoLevel(TwoLevel.Mix.XOR, 4, 5, 0)),
        bad("indexBits must be from 1 to 20: indexBits=21", () -> TwoLevel.gshare(21, 0)),
        bad("history must be from 1 to 31: history=32", () -> new Perceptron(8, 32)),
        bad("tableBits must be from 1 to 16: tableBits=0", () -> new Tage(6, 0, 0)),
        bad("percent must be from 0 to 100: percent=101", () -> Patterns.noise(8, 101, 1)),
        bad("period must be from 1 to 2147483647: period=0", () -> Patterns.periodic(8, 0, 50, 1)),
        bad("iterations must be from 1 to 2147483647: iterations=0", () -> Patterns.loop(8, 0)),
        bad(
            "pc must be from 0 to 536870911: pc=-1",
            () -> Trace.builder().branch(-1, false, true)));
  }

  private static Arguments bad(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsRefusedWithTheRuleAndTheValue(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  /** 1.93 h + 14, as the paper has it for its best histories. */
  @ParameterizedTest
  @CsvSource({"12, 37", "22, 56", "28, 68", "31, 73"})
  void thePerceptronTrainsUpToItsThreshold(int history, int threshold) {
    assertThat(new Perceptron(8, history).threshold()).isEqualTo(threshold);
  }
}
