package lab.explore;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Something said of a machine that the {@link Explorer} can decide.
 *
 * @param <S> the machine's states
 */
public sealed interface Claim<S> {

  /**
   * A short name, unique in its machine: letters, digits and hyphens, as in {@code use-after-free}.
   */
  String name();

  /** The claim as one English sentence. */
  String text();

  /** The kind as it stands in JSON and on the command line: {@code never}, {@code stuck}, … */
  default String kind() {
    return switch (this) {
      case Never<S> c -> "never";
      case Stuck<S> c -> "stuck";
      case Sometimes<S> c -> "sometimes";
      case Reach<S> c -> "reach";
      case Beats<S> c -> "beats";
    };
  }

  /** No reachable state is bad. Broken by the shortest schedule to a bad state. */
  record Never<S>(String name, String text, Predicate<S> bad) implements Claim<S> {}

  /**
   * From every reachable state a goal can still be reached. Broken by the shortest schedule to a
   * state from which none can: lost wake-ups, deadlocks, endless spins.
   */
  record Stuck<S>(String name, String text, Predicate<S> goal) implements Claim<S> {}

  /**
   * Some reachable state is as described, so that a {@code never} is not true of an empty world.
   */
  record Sometimes<S>(String name, String text, Predicate<S> state) implements Claim<S> {}

  /** How few steps lead to a goal. */
  record Reach<S>(String name, String text, Predicate<S> goal) implements Claim<S> {}

  /**
   * Variant A costs less than variant B.
   *
   * @param unit what the costs count, in the plural, as in {@code line transfers}
   * @param a what variant A is called
   * @param b what variant B is called
   * @param arithmetic whether constants are compared, so that nothing is run and nothing proved
   * @param costs computes both costs when asked
   */
  record Beats<S>(
      String name,
      String text,
      String unit,
      String a,
      String b,
      boolean arithmetic,
      Supplier<Costs> costs)
      implements Claim<S> {

    /** A comparison whose costs are counted by running the machine. */
    public Beats(String name, String text, String unit, String a, String b, Supplier<Costs> costs) {
      this(name, text, unit, a, b, false, costs);
    }

    /** A comparison of two constants: arithmetic, and no proof. */
    public static <S> Beats<S> arithmetic(
        String name, String text, String unit, String a, String b, long costA, long costB) {
      Costs costs = new Costs(costA, costB, Schedule.empty());
      return new Beats<>(name, text, unit, a, b, true, () -> costs);
    }
  }

  /**
   * The two costs of a {@link Beats} claim.
   *
   * @param a cost of variant A
   * @param b cost of variant B
   * @param witness the schedule that both variants ran
   */
  record Costs(long a, long b, Schedule witness) {}
}
