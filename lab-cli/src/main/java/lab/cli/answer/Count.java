package lab.cli.answer;

import java.util.List;
import java.util.Optional;
import lab.room.Outcome;

/**
 * How often an outcome was seen.
 *
 * @param id as the test prints it, as in {@code 1, 0}
 * @param meaning in words
 * @param violates the claim that says it cannot be, if one does
 * @param allowed the words of the models that allow it
 */
public record Count(
    String id, String meaning, Optional<String> violates, List<String> allowed, long count) {
  public Count {
    allowed = List.copyOf(allowed);
  }

  /** What is said of an outcome that the test did not foresee: no model was asked about it. */
  public static final String UNEXPECTED = "not expected by anybody";

  public static Count of(Outcome outcome, List<String> allowed, long count) {
    return new Count(outcome.id(), outcome.words(), outcome.violates(), allowed, count);
  }

  /** Whether it is that claim which says that it cannot be. */
  public boolean violates(String claim) {
    return violates.filter(claim::equals).isPresent();
  }

  /** Whether the test did not foresee it. */
  public boolean unexpected() {
    return meaning.equals(UNEXPECTED);
  }

  /** Whether some claim says that it cannot be. */
  public boolean violation() {
    return violates.isPresent();
  }

  /** The same outcome, seen so many times more. */
  public Count plus(Count more) {
    return new Count(id, meaning, violates, allowed, count + more.count);
  }
}
