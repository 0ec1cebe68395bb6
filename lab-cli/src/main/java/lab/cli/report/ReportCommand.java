package lab.cli.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.answer.Documents;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.OutputFile;
import lab.cli.report.html.Page;
import lab.cli.report.kept.Chosen;
import lab.cli.report.kept.Finder;
import lab.cli.report.told.ReportDocument;
import lab.cli.report.told.Reporting;
import lab.cli.results.Results;
import lab.room.Room;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab report}: what runs found, and where machines differ. */
@Command(
    name = "report",
    description = {
      "What runs found, verdicts first; several runs of one experiment are compared.",
      "Without a RUN: the newest of each experiment."
    })
public final class ReportCommand extends LabCommand {
  private static final String WHAT = "the page";

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description = "Name of a run or of an experiment, a folder of runs, or a run.json.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page too: one file that needs no script and no network.")
  private String html;

  @Option(
      names = "--open",
      description = "Show the page in a browser (default file: report.html among the runs).")
  private boolean open;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where runs are kept (default: results).")
  private String folder;

  public ReportCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    Results results = Results.at(Optional.ofNullable(folder));
    Chosen chosen =
        Finder.find(results, lab().catalog().rooms().stream().map(Room::id).toList(), runs);
    Optional<OutputFile> page = page(results);
    ReportDocument document = Reporting.of(chosen);
    page.ifPresent(
        p -> p.write(Page.of(document, chosen, lab().catalog()).getBytes(StandardCharsets.UTF_8)));
    if (console().json()) {
      console().out().println(Documents.text(document));
    } else {
      new ReportText(console()).print(document);
    }
    page.ifPresent(p -> console().err().println("Page written to " + p.path()));
    if (open && !Browser.open(page.orElseThrow().path())) {
      console().err().println("No browser could be started; open the page with yours.");
    }
    return ExitCode.OK;
  }

  /** The page that is wanted, if it can be written. */
  private Optional<OutputFile> page(Results results) {
    Optional<String> typed = Optional.ofNullable(html);
    if (typed.isEmpty() && open) {
      return Optional.of(OutputFile.at(WHAT, results.runs().resolve("report.html")));
    }
    return typed.map(file -> OutputFile.named("--html", WHAT, file));
  }
}
