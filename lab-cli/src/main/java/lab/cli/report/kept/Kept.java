package lab.cli.report.kept;

import java.util.Comparator;
import lab.cli.answer.RunDocument;

/**
 * A run that lies in a file.
 *
 * @param run what it says, in the present schema
 * @param file as a person would type it
 * @param sha256 of the file's bytes, in hex
 * @param json the file as it is
 */
public record Kept(RunDocument run, String file, String sha256, String json) {

  /** Later runs first; the name decides between those of one second. */
  static final Comparator<Kept> NEWEST_FIRST =
      Comparator.comparing((Kept k) -> k.run().begun())
          .thenComparing(k -> k.run().run())
          .reversed();

  /** What was asked of which experiment: only runs of one subject can be compared. */
  public record Subject(String id, RunDocument.Asks asks) {}

  public Subject subject() {
    return new Subject(run.experiment().id(), run.experiment().asks());
  }
}
