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
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every predictor, whichever way branches go. */
class PredictorTest {
  private static final int MANY = 1_000_000;

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
    int length = predictor instanceof TwoLevel two && two.indexBits() == 14 ? MANY : 30_000;
    Trace trace = program(3, length);
    Replayed flat = new Replayed(predictor);
    Learned value = Learned.nothing(predictor);
    Learned.Run atOnce = value.afterRest(predictor, trace, 0);
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
    assertThat(value).isEqualTo(atOnce.learned());
    assertThat(flat.mispredicts()).isEqualTo(atOnce.mispredicts());
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
        twin(new Tage(6, 7, 2, 12), () -> SlowPredictors.tage(6, 7, 2, 12)),
        // So small that now and then no entry can be taken over.
        twin(new Tage(3, 2, 1, 16), () -> SlowPredictors.tage(3, 2, 1, 16)));
  }

  private static Arguments twin(Predictor predictor, Supplier<Slow> slow) {
    return Arguments.of(predictor, slow);
  }

  /** A second implementation that shares no code; TAGE clears useful bits now and then. */
  @ParameterizedTest
  @MethodSource("twins")
  void aSecondImplementationAgreesOnEveryBranch(Predictor predictor, Supplier<Slow> slow) {
    int length = predictor instanceof Tage ? 40_000 : 300_000;
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
        bad("resetBits must be from 1 to 29: resetBits=30", () -> new Tage(6, 6, 0, 30)),
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
}
