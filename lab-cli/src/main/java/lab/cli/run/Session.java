package lab.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.RunDocument;
import lab.cli.ask.BenchEngine;
import lab.cli.ask.Budget;
import lab.cli.ask.Engine;
import lab.cli.ask.FactEngine;
import lab.cli.ask.Inquiry;
import lab.cli.ask.LiveEngine;
import lab.cli.ask.Progress;
import lab.cli.ask.SeriesEngine;
import lab.cli.ask.StressEngine;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.results.Results;
import lab.cli.results.RunFolder;
import lab.host.Parallelism;

/**
 * Runs made together: rooms one after the other, on a machine that is looked at once. It prints
 * nothing: who starts it hears of everything.
 */
public final class Session {
  /** Live programs only look at something: one that takes so long hangs. */
  private static final Duration LONGEST_LIVE_RUN = Duration.ofSeconds(20);

  /** Hears of whole runs; of the tests within them a {@link Progress} hears. */
  public interface Told {

    /** How far threads really run at the same time here: measured first. */
    default void machine(Parallelism parallelism) {}

    /**
     * A run begins.
     *
     * @param folder tells where it is kept, which changes at its end
     * @param cutShort keeps what there is of it
     */
    default void begins(Supplier<Path> folder, Runnable cutShort) {}

    /** A run is complete. */
    void finished(RunDocument document, Path folder);
  }

  private final Budget budget;
  private final List<String> passedOn;
  private final Optional<String> label;
  private final Progress progress;
  private final MachineFacts machine = MachineFacts.ofThisMachine();
  private final Map<String, Engine> engines;

  /**
   * @param passedOn options for the harness, as typed after {@code --}; usually empty
   * @param label what is noted with each run
   * @param progress hears of every test while it runs
   */
  public Session(Budget budget, List<String> passedOn, Optional<String> label, Progress progress) {
    this.budget = budget;
    this.passedOn = List.copyOf(passedOn);
    this.label = label;
    this.progress = progress;
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

  public Budget budget() {
    return budget;
  }

  /** How long an inquiry takes, roughly. */
  public Duration estimate(Inquiry inquiry) {
    return RoomRun.estimate(inquiry, budget, engines, passedOn);
  }

  /**
   * Runs them all.
   *
   * @throws InterruptedException if it is cut short; what was finished is kept
   */
  public List<RunDocument> run(List<? extends Inquiry> inquiries, Results results, Told told)
      throws InterruptedException {
    Parallelism parallelism = Parallelism.measure();
    told.machine(parallelism);
    LabFacts facts = LabFacts.ofThisProcess();
    List<RunDocument> documents = new ArrayList<>();
    for (Inquiry inquiry : inquiries) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      RunFolder folder =
          RunFolder.create(results, name(inquiry), now, RandomGenerator.getDefault());
      RunDocument begun = begun(inquiry, folder.name(), now, facts, parallelism);
      RoomRun run = new RoomRun(inquiry, budget, engines, passedOn, folder, begun);
      told.begins(folder::path, run::write);
      RunDocument document = run.run(progress);
      told.finished(document, folder.path());
      documents.add(document);
    }
    return documents;
  }

  /** Part of the run's name: the room, and what else than its claims is asked. */
  private static String name(Inquiry inquiry) {
    String id = inquiry.room().id();
    return switch (inquiry.asks()) {
      case CLAIMS -> id;
      case ORDERINGS -> id + "-" + inquiry.asks().word();
    };
  }

  private RunDocument begun(
      Inquiry inquiry, String name, Instant now, LabFacts facts, Parallelism parallelism) {
    return new RunDocument(
        RunDocument.SCHEMA,
        name,
        false,
        now.toString(),
        label,
        budget.word(),
        facts,
        machine,
        RunDocument.Together.of(parallelism),
        Optional.empty(),
        new RunDocument.Experiment(
            inquiry.room().id(),
            inquiry.settings().values(),
            inquiry.asks(),
            inquiry.room().address(),
            inquiry.room().question(),
            inquiry.contrast()),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
