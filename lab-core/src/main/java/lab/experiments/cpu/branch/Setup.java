package lab.experiments.cpu.branch;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import lab.cpu.branch.AgainstNoise;
import lab.cpu.branch.Bimodal;
import lab.cpu.branch.Patterns;
import lab.cpu.branch.Perceptron;
import lab.cpu.branch.Predictor;
import lab.cpu.branch.Replayed;
import lab.cpu.branch.Static;
import lab.cpu.branch.Tage;
import lab.cpu.branch.Trace;
import lab.cpu.branch.TwoLevel;

/**
 * How the room is set.
 *
 * @param percent with which an outcome goes the majority's way, which is not taken
 * @param branchless whether elements are done without a branch
 * @param kind of predictor
 * @param start what two-bit counters hold at first
 * @param period after how many elements outcomes repeat, or a loop ends
 * @param costs in cycles
 * @param flips outcomes that may be turned round
 */
record Setup(
    int percent,
    boolean branchless,
    Kind kind,
    int start,
    Pattern pattern,
    int period,
    Costs costs,
    int flips) {
  /** The page's: of 4,096 branches the first 64 are shown. */
  static final int ELEMENTS = 4096;

  static final int SHOWN = 64;

  /** Predictability in percent: from a coin to one way alone. */
  static final int LEAST = 50;

  static final int MOST = 100;

  /** The data. Another seed means other outcomes, and a crossing at about the same place. */
  private static final long SEED = 1;

  /**
   * @param flush cycles that a mispredict adds to the one of its branch
   * @param select cycles of an element that is done without a branch
   */
  record Costs(int flush, int select) {
    long ofBranches(long branches, long mispredicts) {
      return branches + mispredicts * flush;
    }

    long withoutBranches(long elements) {
      return elements * select;
    }
  }

  /** Predictors, small enough that one branch fills them. */
  enum Kind {
    TWO_BIT("by a two-bit counter"),
    ONE_BIT("to go as the last time"),
    TAKEN("to be taken"),
    NOT_TAKEN("not to be taken"),
    BACKWARD("to be taken if it leads back, as a loop's does"),
    TWO_LEVEL("by counters for the last seven outcomes"),
    GSHARE("by gshare with ten outcomes"),
    PERCEPTRON("by a perceptron over twenty outcomes"),
    TAGE("by a light TAGE");

    final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Two-bit counters, where it has some, begin at {@code start}. */
    Predictor from(int start) {
      return switch (this) {
        case TWO_BIT -> new Bimodal(2, 2, start);
        case ONE_BIT -> new Bimodal(1, 2, 0);
        case TAKEN -> Static.TAKEN;
        case NOT_TAKEN -> Static.NOT_TAKEN;
        case BACKWARD -> Static.BACKWARD_TAKEN;
        case TWO_LEVEL -> new TwoLevel(TwoLevel.Mix.BESIDE, 8, 7, start);
        case GSHARE -> TwoLevel.gshare(10, start);
        case PERCEPTRON -> new Perceptron(2, 20);
        case TAGE -> new Tage(1, 8, start);
      };
    }

    /** How often it is wrong about noise of which {@code q} goes the rarer way, by formula. */
    Optional<DoubleUnaryOperator> againstNoise() {
      return switch (this) {
        case TWO_BIT -> Optional.of(AgainstNoise::twoBit);
        case ONE_BIT -> Optional.of(AgainstNoise::oneBit);
        // The usual way is not taken, and the branch leads forward.
        case NOT_TAKEN, BACKWARD -> Optional.of(AgainstNoise::always);
        default -> Optional.empty();
      };
    }
  }

  /** In which order outcomes come. */
  enum Pattern {
    SHUFFLED("outcomes in no order", true),
    SORTED("the same outcomes sorted", true),
    PERIODIC("outcomes that repeat", true),
    CORRELATED("two branches of which the second goes as the first", true),
    ALTERNATING("outcomes that alternate", false),
    LOOP("the branch that closes a loop", false);

    final String words;

    /** Whether outcomes are drawn, so that predictability is one. */
    final boolean drawn;

    Pattern(String words, boolean drawn) {
      this.words = words;
      this.drawn = drawn;
    }
  }

  Predictor predictor() {
    return kind.from(start);
  }

  /** The outcomes of this pattern at that predictability. */
  Trace trace(int probability) {
    return trace(pattern, probability);
  }

  private Trace trace(Pattern which, int probability) {
    return switch (which) {
      case SHUFFLED -> Patterns.noise(ELEMENTS, probability, SEED);
      case SORTED -> Patterns.noise(ELEMENTS, probability, SEED).sorted();
      case PERIODIC -> Patterns.periodic(ELEMENTS, period, probability, SEED);
      case CORRELATED -> Patterns.correlated(ELEMENTS, probability, SEED);
      case ALTERNATING -> Patterns.alternating(ELEMENTS);
      case LOOP -> Patterns.loop(ELEMENTS, period);
    };
  }

  /** Cycles of a whole run over outcomes that repeat, guessed so. */
  long repeating(Kind which) {
    Predictor guesses = which.from(start);
    return costs.ofBranches(ELEMENTS, new Replayed(guesses).run(trace(Pattern.PERIODIC, percent)));
  }

  /** How many of a pattern's branches are mispredicted, all of them being run and none flipped. */
  long mispredicts(Pattern which, int probability) {
    return new Replayed(predictor()).run(trace(which, probability));
  }

  /** Cycles of a whole run with branches, over this pattern at that predictability. */
  long withBranches(int probability) {
    return costs.ofBranches(ELEMENTS, mispredicts(pattern, probability));
  }

  /** Cycles of a whole run over a pattern, with branches or without as it is set. */
  long whole(Pattern which) {
    return branchless ? withoutBranches() : costs.ofBranches(ELEMENTS, mispredicts(which, percent));
  }

  /** Cycles of a whole run without a branch. */
  long withoutBranches() {
    return costs.withoutBranches(ELEMENTS);
  }

  /**
   * From which predictability on, in percent, the branch is cheaper by the formula of this
   * predictor; empty where there is none for it or for this pattern, or nowhere up to 100.
   */
  OptionalInt paysByFormula() {
    Optional<DoubleUnaryOperator> formula = kind.againstNoise();
    if (pattern != Pattern.SHUFFLED || formula.isEmpty()) {
      return OptionalInt.empty();
    }
    for (int p = LEAST; p <= MOST; p++) {
      double each = 1 + formula.get().applyAsDouble((MOST - p) / 100.0) * costs.flush();
      if (each < costs.select()) {
        return OptionalInt.of(p);
      }
    }
    return OptionalInt.empty();
  }
}
