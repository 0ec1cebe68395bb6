package lab.cli.report.compare;

import java.util.Optional;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.report.kept.Estimate;
import lab.cli.report.kept.Observed;
import lab.cli.report.kept.Phrases;

/**
 * One side of a row.
 *
 * @param name of the side, as in {@code A}
 */
record Entry(
    String name,
    RunDocument run,
    Verdict verdict,
    Optional<ModelAnswer> model,
    Observed observed,
    Optional<Estimate> estimate) {
  static Entry of(String name, RunDocument run, Verdict verdict) {
    Observed observed = Observed.of(run, verdict);
    return new Entry(
        name, run, verdict, Phrases.model(run, verdict), observed, Estimate.of(observed));
  }

  Comparison.Cell cell() {
    return new Comparison.Cell(
        verdict.word(),
        Phrases.machine(observed),
        verdict.sentence(),
        estimate,
        Phrases.scores(observed));
  }
}
