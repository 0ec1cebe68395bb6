package lab.cli.answer;

import java.util.List;

/** The runs of one command, as {@code lab run --json} prints them. */
public record RunsDocument(List<RunDocument> runs) {
  public RunsDocument {
    runs = List.copyOf(runs);
  }
}
