package lab.room;

import java.util.List;
import java.util.Optional;
import lab.memorymodel.MemoryModel;

/**
 * An outcome that a test on the host can have.
 *
 * <p>Which models allow it is not declared: one that violates a claim is allowed where the claim
 * breaks, which the room's own machine is asked (see {@link Models}); one that violates none,
 * everywhere.
 *
 * @param id as the test prints it, as in {@code 1, 0}
 * @param words what it means
 * @param violates the claim that says it cannot be; {@link #OF_ITS_TEST} until the test is declared
 * @param exactly the models that allow it, where a finer question than a claim was asked
 */
public record Outcome(
    String id, String words, Optional<String> violates, Optional<List<String>> exactly) {

  /** The claim that the test is evidence for. */
  static final String OF_ITS_TEST = "";

  public Outcome {
    exactly = exactly.map(List::copyOf);
  }

  /** An outcome that no claim speaks of. One that nobody expected is none: no model allows it. */
  public static Outcome fine(String id, String words) {
    return new Outcome(id, words, Optional.empty(), Optional.empty());
  }

  /** An outcome that the claim of its test says cannot be. */
  public static Outcome bad(String id, String words) {
    return bad(id, words, OF_ITS_TEST);
  }

  /** An outcome that another claim than its test's says cannot be. */
  public static Outcome bad(String id, String words, String claim) {
    return new Outcome(id, words, Optional.of(claim), Optional.empty());
  }

  /** The same outcome, which exactly these models allow: an engine was asked of this test alone. */
  public Outcome exactly(List<MemoryModel> models) {
    return new Outcome(
        id, words, violates, Optional.of(models.stream().map(MemoryModel::word).toList()));
  }

  /** Whether it is that claim, the one of its test, which says that it cannot be. */
  public boolean violates(String claim) {
    return violates.filter(v -> v.equals(claim) || v.equals(OF_ITS_TEST)).isPresent();
  }

  /** Whether a claim says that it cannot be. */
  public boolean violation() {
    return violates.isPresent();
  }

  Outcome of(String claim) {
    return violates.filter(OF_ITS_TEST::equals).isPresent()
        ? new Outcome(id, words, Optional.of(claim), exactly)
        : this;
  }
}
