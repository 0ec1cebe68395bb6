package lab.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.cli.answer.Documents;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.ask.Budget;
import lab.cli.ask.Engine;
import lab.cli.ask.Inquiry;
import lab.cli.ask.Progress;
import lab.cli.ask.RunContext;
import lab.cli.host.Quietness;
import lab.cli.judge.Judge;
import lab.cli.judge.Verdicts;
import lab.cli.results.RunFolder;
import lab.explore.SearchProgress;
import lab.memorymodel.Architecture;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Outcome;
import lab.room.Stress;

/**
 * The run of one room: asks the model, then this machine, keeps every answer the moment it is
 * there, and judges at the end.
 */
final class RoomRun {
  private final Inquiry inquiry;
  private final Budget budget;
  private final Map<String, Engine> engines;
  private final List<String> passedOn;
  private final RunFolder folder;
  private final RunDocument begun;
  private final List<ModelAnswer> model = new ArrayList<>();
  private final List<HostResult> host = new ArrayList<>();
  private boolean finished;

  /**
   * @param engines by the kind of evidence that they handle
   * @param folder made for this run
   * @param begun the document of the run before anything was asked
   */
  RoomRun(
      Inquiry inquiry,
      Budget budget,
      Map<String, Engine> engines,
      List<String> passedOn,
      RunFolder folder,
      RunDocument begun) {
    this.inquiry = inquiry;
    this.budget = budget;
    this.engines = engines;
    this.passedOn = passedOn;
    this.folder = folder;
    this.begun = begun;
  }

  /** Finding out, before and after, how quiet the machine is: as measured on two cores. */
  private static final Duration AROUND = Duration.ofMillis(1500);

  /** How long a run takes, roughly. */
  static Duration estimate(
      Inquiry inquiry, Budget budget, Map<String, Engine> engines, List<String> passedOn) {
    Duration sum = AROUND;
    for (Evidence evidence : inquiry.evidence()) {
      Engine engine = engines.get(evidence.kind());
      if (engine != null) {
        RunContext context =
            new RunContext(
                inquiry,
                budget,
                inquiry.share(evidence, budget),
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
   * @return what was found, with the verdicts
   */
  RunDocument run(Progress shown) throws InterruptedException {
    for (Evidence evidence : inquiry.evidence()) {
      askModel(evidence, shown);
    }
    write();
    Quietness.Watch watch = Quietness.watch();
    for (Evidence evidence : inquiry.evidence()) {
      askHost(evidence, shown);
    }
    Quietness quiet = watch.end();
    Judge judge =
        new Judge(
            Architecture.of(begun.machine().arch()),
            begun.parallelism().together(),
            begun.parallelism().enough(),
            quiet.reasons());
    Verdicts verdicts = Verdicts.of(inquiry, judge, model, host);
    RunDocument document =
        soFar()
            .judged(verdicts.all(), verdicts.closing(inquiry.closing(verdicts.findings())), quiet);
    synchronized (this) {
      folder.write(Documents.text(document));
      folder.complete();
      finished = true;
    }
    return document;
  }

  private void askModel(Evidence evidence, Progress shown) {
    if (!(evidence instanceof Fact) && !(evidence instanceof NoEvidence)) {
      for (Map<String, String> row : evidence.rows()) {
        askModel(evidence.claim(), row, heard(shown, evidence, row));
      }
      askWhatIsAllowed(evidence, shown);
    }
  }

  private SearchProgress heard(Progress shown, Evidence evidence, Map<String, String> row) {
    String label = inquiry.label(row, evidence.claim());
    return (states, gone) -> shown.searching(label, states, gone);
  }

  /** Before anything is measured: a search has all cores, and would disturb it. */
  private void askWhatIsAllowed(Evidence evidence, Progress shown) {
    switch (evidence) {
      case Stress s ->
          s.cases()
              .forEach(c ->
                  askWhatIsAllowed(
                      c.settings(), c.outcomes(), heard(shown, evidence, c.settings())));
      case Live l ->
          askWhatIsAllowed(l.settings(), l.outcomes(), heard(shown, evidence, l.settings()));
      default -> {}
    }
  }

  private void askWhatIsAllowed(
      Map<String, String> row, List<Outcome> outcomes, SearchProgress heard) {
    outcomes.forEach(o -> inquiry.allowing(o, row, heard));
  }

  private void askModel(String claim, Map<String, String> row, SearchProgress heard) {
    if (model.stream().noneMatch(m -> m.answers(claim, row))) {
      inquiry.model(claim, row, heard).ifPresent(this::add);
    }
  }

  /** Whoever cuts the run short writes what there is. */
  private synchronized void add(ModelAnswer answer) {
    model.add(answer);
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
            inquiry,
            budget,
            inquiry.share(evidence, budget),
            folder.path(),
            shown.finishing(result -> keep(result, shown)),
            passedOn);
    List<HostResult> results = engine.run(evidence, context);
    synchronized (this) {
      results.stream().filter(r -> !host.contains(r)).forEach(host::add);
    }
  }

  private synchronized RunDocument soFar() {
    return begun.with(model, host);
  }

  /** Writes what there is so far. Called for each result, and once more if the run is cut short. */
  synchronized void write() {
    if (!finished) {
      folder.write(Documents.text(soFar()));
    }
  }

  /** Keeps a result before anything else happens. */
  private void keep(HostResult result, Progress shown) {
    synchronized (this) {
      host.add(result);
      write();
    }
    shown.finished(result);
  }
}
