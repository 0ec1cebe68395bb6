package lab.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.ask.Budget;
import lab.cli.ask.Engine;
import lab.cli.ask.Progress;
import lab.cli.ask.RunContext;
import lab.cli.ask.Selection;
import lab.cli.ask.Shares;
import lab.cli.command.Json;
import lab.cli.host.Quietness;
import lab.cli.judge.Judge;
import lab.cli.results.RunFolder;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;

/**
 * The run of one room: asks the model, then this machine, keeps every answer the moment it is
 * there, and judges at the end.
 */
final class RoomRun {
  private final Selection selection;
  private final Budget budget;
  private final Map<String, Engine> engines;
  private final List<String> passedOn;
  private final RunFolder folder;
  private final RunDocument document;
  private final List<ModelAnswer> model = new ArrayList<>();
  private final List<HostResult> host = new ArrayList<>();

  /**
   * @param engines by the kind of evidence that they handle
   * @param folder made for this run
   */
  RoomRun(
      Selection selection,
      Budget budget,
      Map<String, Engine> engines,
      List<String> passedOn,
      RunFolder folder,
      RunDocument document) {
    this.selection = selection;
    this.budget = budget;
    this.engines = engines;
    this.passedOn = passedOn;
    this.folder = folder;
    this.document = document;
  }

  /** How long the measuring takes, roughly. */
  static Duration estimate(
      Selection selection, Budget budget, Map<String, Engine> engines, List<String> passedOn) {
    Duration sum = Duration.ZERO;
    for (Evidence evidence : selection.evidence()) {
      Engine engine = engines.get(evidence.kind());
      if (engine != null) {
        RunContext context =
            new RunContext(
                selection.room(),
                selection.settings(),
                budget,
                Shares.of(selection, budget, evidence),
                Path.of(""),
                Progress.SILENT,
                passedOn);
        sum = sum.plus(engine.estimate(evidence, context));
      }
    }
    return sum;
  }

  /**
   * Runs.
   *
   * @param shown hears of every test
   * @param arch of this CPU, as Java names it
   * @param together share of the time in which two threads ran at the same time
   * @param enough whether that is enough for a race to show
   * @return what was found, with the verdicts
   */
  RunReport run(Progress shown, String arch, double together, boolean enough)
      throws InterruptedException {
    for (Evidence evidence : selection.evidence()) {
      askModel(evidence);
    }
    write(false);
    Quietness.Watch watch = Quietness.watch();
    for (Evidence evidence : selection.evidence()) {
      askHost(evidence, shown);
    }
    Quietness quiet = watch.end();
    Judge judge = new Judge(arch, together, enough, quiet.reasons());
    RunReport report = RunReport.of(selection, judge, model, host, quiet);
    synchronized (this) {
      folder.write(
          Json.text(
              document.of(
                  selection.room(),
                  selection.settings(),
                  model,
                  host,
                  report.verdicts(),
                  Optional.of(report.sentence()),
                  Optional.of(quiet),
                  true)));
      folder.complete();
    }
    return report;
  }

  /** The document of a run that is complete. */
  Map<String, Object> document(RunReport report) {
    return document.of(
        selection.room(),
        selection.settings(),
        model,
        host,
        report.verdicts(),
        Optional.of(report.sentence()),
        Optional.of(report.quiet()),
        true);
  }

  private void askModel(Evidence evidence) {
    if (!(evidence instanceof Fact) && !(evidence instanceof NoEvidence)) {
      evidence.rows().forEach(row -> askModel(evidence.claim(), row));
      askWhatIsAllowed(evidence);
    }
  }

  /** Before anything is measured: a search has all cores, and would disturb it. */
  private void askWhatIsAllowed(Evidence evidence) {
    switch (evidence) {
      case Stress s -> s.cases().forEach(c -> askWhatIsAllowed(c.settings(), c.outcomes()));
      case Live l -> askWhatIsAllowed(l.settings(), l.outcomes());
      default -> {}
    }
  }

  private void askWhatIsAllowed(Map<String, String> row, List<Outcome> outcomes) {
    Room room = selection.room();
    Settings asked = room.controls().with(selection.settings(), row);
    outcomes.forEach(o -> room.models().allowing(o, asked));
  }

  private void askModel(String claim, Map<String, String> row) {
    if (RunReport.find(model, claim, row).isEmpty()) {
      ModelAnswer.of(selection.room(), selection.settings(), row, claim).ifPresent(model::add);
    }
  }

  private void askHost(Evidence evidence, Progress shown) throws InterruptedException {
    if (evidence instanceof NoEvidence) {
      return;
    }
    Engine engine = engines.get(evidence.kind());
    if (engine == null) {
      throw new IllegalStateException("nothing can run " + evidence.kind() + " evidence");
    }
    RunContext context =
        new RunContext(
            selection.room(),
            selection.settings(),
            budget,
            Shares.of(selection, budget, evidence),
            folder.path(),
            shown.finishing(result -> keep(result, shown)),
            selection.mode(),
            passedOn);
    List<HostResult> results = engine.run(evidence, context);
    synchronized (this) {
      results.stream().filter(r -> !host.contains(r)).forEach(host::add);
    }
  }

  /** Writes what there is so far. Called for each result, and once more if the run is cut short. */
  synchronized void write(boolean complete) {
    folder.write(
        Json.text(
            document.of(
                selection.room(),
                selection.settings(),
                model,
                host,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                complete)));
  }

  /** Keeps a result before anything else happens. */
  private void keep(HostResult result, Progress shown) {
    synchronized (this) {
      host.add(result);
      write(false);
    }
    shown.finished(result);
  }
}
