package lab.memorymodel.litmus;

import java.util.function.ToIntFunction;

/**
 * What a file says of the final states.
 *
 * @param text the whole condition as it stands in the file, blanks made single
 */
public record Condition(Quantifier quantifier, Proposition proposition, String text) {

  /** How many of the final states are as the proposition says. */
  public enum Quantifier {
    EXISTS("exists"),
    NOT_EXISTS("~exists"),
    FORALL("forall");

    private final String word;

    Quantifier(String word) {
      this.word = word;
    }

    /** As it stands in the file. */
    public String word() {
      return word;
    }
  }

  /** True or false of a final state, which is given as the values of what is observed. */
  public sealed interface Proposition {
    boolean holds(ToIntFunction<Observed> state);
  }

  /** {@code 0:r0=1} or, as {@code equal} says, {@code 0:r0<>1}. */
  public record Comparison(Observed left, boolean equal, int right) implements Proposition {
    @Override
    public boolean holds(ToIntFunction<Observed> state) {
      return (state.applyAsInt(left) == right) == equal;
    }
  }

  /** {@code a /\ b}. */
  public record And(Proposition a, Proposition b) implements Proposition {
    @Override
    public boolean holds(ToIntFunction<Observed> state) {
      return a.holds(state) && b.holds(state);
    }
  }

  /** {@code a \/ b}. */
  public record Or(Proposition a, Proposition b) implements Proposition {
    @Override
    public boolean holds(ToIntFunction<Observed> state) {
      return a.holds(state) || b.holds(state);
    }
  }

  /** {@code not a}. */
  public record Not(Proposition a) implements Proposition {
    @Override
    public boolean holds(ToIntFunction<Observed> state) {
      return !a.holds(state);
    }
  }

  /** {@code true} or {@code false}. */
  public record Truth(boolean value) implements Proposition {
    @Override
    public boolean holds(ToIntFunction<Observed> state) {
      return value;
    }
  }
}
