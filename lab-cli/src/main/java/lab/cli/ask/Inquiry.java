package lab.cli.ask;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Count;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.judge.Questions;
import lab.explore.SearchProgress;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Outcome;

/** What a run asks: the models before anything is measured, then this machine. */
public interface Inquiry extends Questions {

  /** What kind of question it is. */
  default RunDocument.Asks asks() {
    return RunDocument.Asks.CLAIMS;
  }

  /**
   * The models' answer to a claim for a row; empty if they make no such claim there.
   *
   * @param heard hears how far a search is
   */
  Optional<ModelAnswer> model(String claim, Map<String, String> row, SearchProgress heard);

  /** The words of the models that allow an outcome of a test that stands for that row. */
  List<String> allowing(Outcome outcome, Map<String, String> row, SearchProgress heard);

  /** The same, where it has been asked before. */
  default List<String> allowing(Outcome outcome, Map<String, String> row) {
    return allowing(outcome, row, (_, _) -> {});
  }

  /** An outcome that a test printed and nobody expected: in the list of no model. */
  default Outcome unexpected(String id) {
    return Outcome.fine(id, Count.UNEXPECTED).exactly(List.of());
  }

  /** The access mode that the person asked for, if any. */
  default Optional<String> mode() {
    return Optional.empty();
  }

  /** What is said at the end; empty text for nothing. */
  default String closing(Findings found) {
    return room().sentence(found);
  }

  /** How much of the time this evidence gets. */
  default Duration share(Evidence evidence, Budget budget) {
    return Shares.of(evidence(), budget, evidence);
  }
}
