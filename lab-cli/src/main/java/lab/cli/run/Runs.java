package lab.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.cli.answer.Documents;
import lab.cli.answer.PlanDocument;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunsDocument;
import lab.cli.answer.Verdict;
import lab.cli.ask.Budget;
import lab.cli.ask.Inquiry;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.results.Results;
import lab.host.Parallelism;
import lab.room.Evidence;
import lab.room.NoEvidence;
import lab.room.Stress;
import lab.room.StressTest;

/** A session as a command shows it: estimates first, a live line, each run once it is complete. */
final class Runs implements Session.Told {
  private final Console console;
  private final LiveLine live;
  private final Session session;
  private Optional<Interruption> interruption = Optional.empty();

  Runs(Console console, Budget budget, List<String> passedOn, Optional<String> label) {
    this.console = console;
    this.live = new LiveLine(console);
    this.session = new Session(budget, passedOn, label, live);
  }

  /** Says what would run. Nothing is started and nothing is written. */
  ExitCode plan(List<? extends Inquiry> inquiries) {
    PlanDocument plan = new PlanDocument(inquiries.stream().map(this::planned).toList());
    if (console.json()) {
      console.out().println(Documents.text(plan));
      return ExitCode.OK;
    }
    Paragraphs out = new Paragraphs(console.out(), console.width());
    for (PlanDocument.Run run : plan.runs()) {
      out.wrapped(0, estimate(run));
      for (PlanDocument.Planned planned : run.planned()) {
        planned.tests().forEach(test -> out.wrapped(1, planned.kind() + " " + test));
      }
    }
    return ExitCode.OK;
  }

  private PlanDocument.Run planned(Inquiry inquiry) {
    return new PlanDocument.Run(
        new PlanDocument.Experiment(
            inquiry.room().id(),
            inquiry.settings().values(),
            inquiry.room().address(),
            inquiry.asks(),
            session.budget().word()),
        session.estimate(inquiry).toMillis(),
        inquiry.evidence().stream()
            .map(e -> new PlanDocument.Planned(e.kind(), tests(inquiry, e)))
            .toList());
  }

  private static List<String> tests(Inquiry inquiry, Evidence evidence) {
    return switch (evidence) {
      case NoEvidence none -> List.of(none.reason());
      // The same few tests run again and again: what is weakened tells them apart.
      case Stress s when inquiry.asks() == RunDocument.Asks.ORDERINGS ->
          s.cases().stream()
              .collect(
                  Collectors.groupingBy(
                      StressTest::settings, LinkedHashMap::new, Collectors.counting()))
              .entrySet()
              .stream()
              .map(e ->
                  "%s, %d %s"
                      .formatted(
                          inquiry.label(e.getKey(), ""),
                          e.getValue(),
                          e.getValue() == 1 ? "test" : "tests"))
              .toList();
      default -> evidence.tests();
    };
  }

  private static String estimate(PlanDocument.Run run) {
    int tests = run.planned().stream().mapToInt(p -> p.tests().size()).sum();
    boolean searches = run.experiment().asks() == RunDocument.Asks.ORDERINGS;
    return "%s: %d to ask, about %s%s (budget %s)"
        .formatted(
            run.experiment().address(),
            tests,
            words(Duration.ofMillis(run.estimateMillis())),
            searches ? " and the models' searches" : "",
            run.experiment().budget());
  }

  /** {@code 45 s}, {@code 12 min}. */
  private static String words(Duration time) {
    return time.toMinutes() >= 3
        ? time.toMinutes() + " min"
        : (time.toMillis() + 999) / 1000 + " s";
  }

  /** Runs them all; the exit code is that of the gravest verdict. */
  ExitCode run(List<? extends Inquiry> inquiries, Results results) {
    Paragraphs talk = new Paragraphs(console.err(), console.width());
    inquiries.forEach(i -> talk.wrapped(0, estimate(planned(i))));
    interruption = Optional.of(new Interruption(console.err()));
    List<RunDocument> documents = new ArrayList<>();
    try {
      documents.addAll(session.run(inquiries, results, this));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
    if (console.json()) {
      console.out().println(Documents.text(new RunsDocument(documents)));
    }
    return documents.stream().map(Runs::code).reduce(ExitCode.OK, ExitCode::and);
  }

  /**
   * CONTRADICTED outweighs what could not be decided; NOT SEEN is as predicted. That nothing
   * notices a weakened access is no answer that was asked for: there only contradictions count.
   */
  static ExitCode code(RunDocument document) {
    boolean open = document.experiment().asks() == RunDocument.Asks.CLAIMS;
    return document.verdicts().stream()
        .map(Verdict::word)
        .map(word ->
            switch (word) {
              case CONTRADICTED -> ExitCode.DIFFERS;
              case UNAVAILABLE, INCONCLUSIVE -> open ? ExitCode.NO_ANSWER : ExitCode.OK;
              case CONFIRMED, NOT_SEEN, CONSISTENT -> ExitCode.OK;
            })
        .reduce(ExitCode.OK, ExitCode::and);
  }

  @Override
  public void machine(Parallelism parallelism) {
    new Paragraphs(console.err(), console.width()).wrapped(0, parallelism.sentence());
  }

  @Override
  public void begins(Supplier<Path> folder, Runnable cutShort) {
    interruption.ifPresent(i -> i.begins(cutShort, () -> shown(folder.get())));
  }

  @Override
  public void finished(RunDocument document, Path folder) {
    interruption.ifPresent(Interruption::ends);
    live.clear();
    if (!console.json()) {
      Paragraphs out = new Paragraphs(console.out(), console.width());
      new RunView(out).print(document);
      out.blank();
      out.wrapped(0, "Kept in " + shown(folder));
      out.blank();
      console.release();
    }
  }

  /** As a person would type it from here. */
  private static String shown(Path folder) {
    Path here = Path.of("").toAbsolutePath();
    Path path = folder.toAbsolutePath().normalize();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }
}
