package lab.cli.run;

import static lab.cli.command.Json.object;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Words;
import lab.cli.ask.Rewritten;
import lab.cli.ask.RunContext;
import lab.cli.ask.StressTurn;
import lab.cli.ask.TestsOfClass;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.orderings.OrderingModel;
import lab.cli.orderings.OrderingsJob;
import lab.cli.results.Results;
import lab.cli.results.RunFolder;
import lab.explore.Bounds;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.labels.ShippedSteps;
import lab.memorymodel.labels.Step;
import lab.room.Room;
import lab.room.Structure;
import lab.room.VerdictWord;
import lab.room.Weakening;

/**
 * {@code lab run ID --orderings}: rewrites each labelled access of each shipped class of the room,
 * one at a time, runs the stress tests of the class on the result, and says which noticed. The
 * models are asked the same of the class's programs: noticed although no model allows it is a
 * contradiction.
 */
final class OrderingsRun {
  private static final String SCHEMA = "lab.orderings/1";

  /** Less than this and the compilers have not had their turn. */
  private static final Duration SHORTEST = Duration.ofMillis(700);

  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(OrderingModel.LONGEST);

  private final Console console;
  private final RunOptions options;
  private final RunView view;
  private final MachineFacts machine = MachineFacts.ofThisMachine();
  private ExitCode code = ExitCode.OK;

  OrderingsRun(Console console, RunOptions options) {
    this.console = console;
    this.options = options;
    this.view = new RunView(console.out(), console.width());
  }

  ExitCode run(List<Room> rooms) {
    Results results = Results.at(options.results());
    results.check();
    List<Object> documents = new ArrayList<>();
    for (Room room : rooms) {
      List<OrderingsJob> jobs = jobs(room);
      console.err().println(estimate(room, jobs));
      if (options.dryRun()) {
        jobs.forEach(j -> view.wrapped(1, j.title() + ", " + j.tests().size() + " tests"));
        continue;
      }
      try {
        documents.add(run(room, jobs, results));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
    }
    if (console.json()) {
      Json.print(console, object("runs", documents));
    }
    return code;
  }

  private List<OrderingsJob> jobs(Room room) {
    List<OrderingsJob> jobs = new ArrayList<>();
    for (String real : room.structures().stream().map(Structure::realClass).distinct().toList()) {
      List<TestsOfClass.Test> tests = TestsOfClass.of(room, real);
      Map<String, Step> steps = new LinkedHashMap<>();
      ShippedSteps.of(real).forEach(s -> steps.putIfAbsent(s.label(), s));
      for (Step step : steps.values()) {
        boolean fence = step.access().endsWith("Fence") || step.access().equals("everywhere");
        jobs.add(new OrderingsJob(real, step, fence ? "none" : "plain", tests));
      }
    }
    // Opaque too, where the time allows it: that is what a CPU alone can break.
    List<OrderingsJob> opaque =
        jobs.stream()
            .filter(j -> j.step().access().matches("(get|set)(Acquire|Release|Volatile)"))
            .map(j -> new OrderingsJob(j.realClass(), j.step(), "opaque", j.tests()))
            .toList();
    Duration needed = SHORTEST.multipliedBy(2L * (turns(jobs) + turns(opaque)));
    if (needed.compareTo(options.budget().perRoom()) <= 0) {
      jobs.addAll(opaque);
    }
    return jobs;
  }

  private static long turns(Collection<OrderingsJob> jobs) {
    return jobs.stream().mapToLong(j -> j.tests().size()).sum();
  }

  private Duration each(List<OrderingsJob> jobs) {
    Duration share = options.budget().perRoom().dividedBy(Math.max(1, turns(jobs)));
    return share.compareTo(SHORTEST) > 0 ? share : SHORTEST;
  }

  private String estimate(Room room, List<OrderingsJob> jobs) {
    Duration all = each(jobs).plus(StressTurn.START).multipliedBy(turns(jobs));
    return "%s: %d weakened accesses, %d tests of %s each, about %d s and the models' searches"
        .formatted(
            room.address(),
            jobs.size(),
            turns(jobs),
            Words.seconds(each(jobs)),
            all.toSeconds() + 1);
  }

  private Object run(Room room, List<OrderingsJob> jobs, Results results)
      throws InterruptedException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    RunFolder folder =
        RunFolder.create(results, room.id() + "-orderings", now, RandomGenerator.getDefault());
    LiveLine live = new LiveLine(console);
    RunContext context =
        new RunContext(
            room,
            room.controls().defaults(),
            options.budget(),
            options.budget().perRoom(),
            folder.path(),
            live,
            List.of());
    Duration each = each(jobs);
    Map<String, Object> document =
        object(
            "schema",
            SCHEMA,
            "run",
            folder.name(),
            "complete",
            false,
            "begun",
            now.toString(),
            "label",
            options.label().orElse(null),
            "budget",
            options.budget().word(),
            "lab",
            LabFacts.ofThisProcess(),
            "machine",
            machine,
            "experiment",
            object("id", room.id()));
    List<Object> rows = new ArrayList<>();
    document.put("rows", rows);
    String before = "";
    if (!console.json()) {
      console.out().println(room.address() + ": what notices a weakened access on this machine");
    }
    for (OrderingsJob job : jobs) {
      OrderingsRow row = row(room, job, each, context);
      live.clear();
      rows.add(OrderingsJson.of(row));
      folder.write(Json.text(document));
      code = code.and(row.word() == VerdictWord.CONTRADICTED ? ExitCode.DIFFERS : ExitCode.OK);
      if (!console.json()) {
        before = show(row, before);
      }
    }
    document.put("complete", true);
    folder.write(Json.text(document));
    folder.complete();
    if (!console.json()) {
      console.out().println();
      view.wrapped(0, "Kept as " + folder.name() + " in the results.");
    }
    return document;
  }

  private OrderingsRow row(Room room, OrderingsJob job, Duration each, RunContext context)
      throws InterruptedException {
    List<OrderingModel.Answer> model = model(room, job);
    Weakening weakening = Weakening.label(job.realClass(), job.step().label(), job.mode());
    Rewritten rewritten = Rewritten.of(Optional.of(weakening), context.folder());
    if (rewritten.unchanged().isPresent()) {
      return OrderingsRow.notApplicable(job, model, rewritten.unchanged().get());
    }
    List<HostResult> results = new ArrayList<>();
    for (TestsOfClass.Test test : job.tests()) {
      results.add(
          new StressTurn(test.stress(), test.test().weakened(weakening), JitTier.DEFAULT, context)
              .run(each));
    }
    boolean x86 = machine.arch().equals("amd64") || machine.arch().equals("x86_64");
    return OrderingsRow.judged(job, rewritten, results, model, x86);
  }

  /** What the models say, over all programs of the class that have the label. */
  private static List<OrderingModel.Answer> model(Room room, OrderingsJob job) {
    List<OrderingModel.Answer> answers = new ArrayList<>();
    for (Structure structure : room.structures()) {
      if (!structure.realClass().equals(job.realClass())) {
        continue;
      }
      OrderingModel model = new OrderingModel(structure, BOUNDS);
      for (OrderingModel.Weaker weaker : model.weaker()) {
        if (weaker.label().equals(job.step().label()) && weaker.mode().equals(job.mode())) {
          for (MemoryModel m : OrderingModel.MODELS) {
            Set<String> before = model.asShipped(m).broken().map(Set::of).orElse(Set.of());
            answers.add(model.ask(weaker, m, before));
          }
        }
      }
    }
    return answers;
  }

  private String show(OrderingsRow row, String before) {
    OrderingsJob job = row.job();
    if (!job.realClass().equals(before)) {
      console.out().println();
      view.wrapped(0, job.realClass());
    }
    view.wrapped(1, "%s  %s".formatted(job.title(), row.word().word()));
    view.wrapped(2, row.sentence());
    boolean nothing =
        row.word() == VerdictWord.NOT_SEEN
            || row.word() == VerdictWord.CONSISTENT
            || row.word() == VerdictWord.INCONCLUSIVE;
    if (nothing && !job.step().comment().isEmpty()) {
      view.wrapped(2, "the code says: " + job.step().comment());
    }
    for (HostResult result : row.results()) {
      if (row.word() == VerdictWord.CONTRADICTED && result instanceof HostResult.Outcomes o) {
        String front =
            row.rewritten().flatMap(Rewritten::front).map(f -> f.toString() + ":").orElse("");
        view.wrapped(
            2, "again: java -cp %slab.jar %s".formatted(front, String.join(" ", o.command())));
      }
    }
    return job.realClass();
  }
}
