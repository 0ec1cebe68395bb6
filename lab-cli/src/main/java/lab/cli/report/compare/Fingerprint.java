package lab.cli.report.compare;

import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.RunDocument;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;

/**
 * The circumstances of a run.
 *
 * @param name what the run is called in the comparison: {@code A}
 * @param sliced whether a test had more actors than CPUs
 */
record Fingerprint(
    String name,
    MachineFacts machine,
    LabFacts lab,
    RunDocument.Together together,
    Optional<Quietness> quiet,
    boolean sliced) {
  static Fingerprint of(String name, RunDocument run) {
    return new Fingerprint(
        name,
        run.machine(),
        run.lab(),
        run.parallelism(),
        run.quiet(),
        run.host().stream().anyMatch(r -> r instanceof HostResult.Outcomes o && o.timeSliced()));
  }
}
