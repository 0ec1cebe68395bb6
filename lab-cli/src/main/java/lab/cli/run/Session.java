package lab.cli.run;

import static lab.cli.command.Json.object;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.ask.BenchEngine;
import lab.cli.ask.Budget;
import lab.cli.ask.Engine;
import lab.cli.ask.FactEngine;
import lab.cli.ask.LiveEngine;
import lab.cli.ask.Selection;
import lab.cli.ask.SeriesEngine;
import lab.cli.ask.StressEngine;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.results.Results;
import lab.cli.results.RunFolder;
import lab.host.Parallelism;
import lab.room.Evidence;
import lab.room.NoEvidence;

/** One command's runs: rooms one after the other, on a machine that is looked at once. */
final class Session {
  /** Live programs only look at something: one that takes so long hangs. */
  private static final Duration LONGEST_LIVE_RUN = Duration.ofSeconds(20);

  private final Console console;
  private final Budget budget;
  private final List<String> passedOn;
  private final Optional<String> label;
  private final MachineFacts machine = MachineFacts.ofThisMachine();
  private final Map<String, Engine> engines;

  Session(Console console, Budget budget, List<String> passedOn, Optional<String> label) {
    this.console = console;
    this.budget = budget;
    this.passedOn = passedOn;
    this.label = label;
    Engine bench = new BenchEngine();
    Engine live = new LiveEngine(LONGEST_LIVE_RUN);
    this.engines =
        Stream.of(
                new StressEngine(),
                bench,
                live,
                new SeriesEngine(bench, live),
                new FactEngine(machine))
            .collect(Collectors.toMap(Engine::kind, e -> e));
  }

  /** Says what would run. Nothing is started and nothing is written. */
  ExitCode plan(List<Selection> selections) {
    if (console.json()) {
      Json.print(console, object("runs", selections.stream().map(this::planned).toList()));
      return ExitCode.OK;
    }
    RunView view = new RunView(console.out(), console.width());
    for (Selection selection : selections) {
      console.out().println(estimate(selection));
      for (Evidence evidence : selection.evidence()) {
        tests(evidence).forEach(test -> view.wrapped(1, evidence.kind() + " " + test));
      }
    }
    return ExitCode.OK;
  }

  private Object planned(Selection selection) {
    return object(
        "experiment",
        object("id", selection.room().id(), "settings", selection.settings().values()),
        "estimateMillis",
        RoomRun.estimate(selection, budget, engines, passedOn).toMillis(),
        "planned",
        selection.evidence().stream()
            .map(e -> object("kind", e.kind(), "tests", tests(e)))
            .toList());
  }

  private static List<String> tests(Evidence evidence) {
    return evidence instanceof NoEvidence n ? List.of(n.reason()) : evidence.tests();
  }

  private String estimate(Selection selection) {
    long tests = selection.evidence().stream().mapToLong(e -> tests(e).size()).sum();
    return "%s: %d to ask, about %s (budget %s)"
        .formatted(
            selection.room().address(),
            tests,
            words(RoomRun.estimate(selection, budget, engines, passedOn)),
            budget.word());
  }

  /** {@code 45 s}, {@code 12 min}. */
  private static String words(Duration time) {
    return time.toMinutes() >= 3
        ? time.toMinutes() + " min"
        : (time.toMillis() + 999) / 1000 + " s";
  }

  /** Runs them all; the exit code is that of the gravest verdict. */
  ExitCode run(List<Selection> selections, Results results) {
    selections.forEach(s -> console.err().println(estimate(s)));
    Interruption interruption = new Interruption(console.err());
    Parallelism parallelism = Parallelism.measure();
    new RunView(console.err(), console.width()).wrapped(0, parallelism.sentence());
    LabFacts facts = LabFacts.ofThisProcess();
    List<Object> documents = new ArrayList<>();
    ExitCode code = ExitCode.OK;
    for (Selection selection : selections) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      RunFolder folder =
          RunFolder.create(results, selection.room().id(), now, RandomGenerator.getDefault());
      RunDocument document =
          new RunDocument(
              folder.name(), now.toString(), label, budget, facts, machine, parallelism);
      RoomRun run = new RoomRun(selection, budget, engines, passedOn, folder, document);
      interruption.begins(run, shown(folder));
      LiveLine live = new LiveLine(console);
      RunReport report;
      try {
        report = run.run(live, machine.arch(), parallelism.free(), parallelism.enough());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
      interruption.ends();
      live.clear();
      documents.add(run.document(report));
      code = code.and(report.exitCode());
      if (!console.json()) {
        show(report, folder);
      }
    }
    if (console.json()) {
      Json.print(console, object("runs", documents));
    }
    return code;
  }

  /** As a person would type it from here. */
  private static String shown(RunFolder folder) {
    Path here = Path.of("").toAbsolutePath();
    Path path = folder.path().toAbsolutePath().normalize();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  private void show(RunReport report, RunFolder folder) {
    RunView view = new RunView(console.out(), console.width());
    view.print(report);
    console.out().println();
    view.wrapped(0, "Kept in " + shown(folder));
    console.out().println();
    console.release();
  }
}
