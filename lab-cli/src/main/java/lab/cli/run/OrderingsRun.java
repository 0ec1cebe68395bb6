package lab.cli.run;

import static lab.cli.Json.object;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import lab.catalog.Experiment;
import lab.catalog.Findings;
import lab.catalog.Structure;
import lab.catalog.VerdictWord;
import lab.catalog.Weakening;
import lab.cli.Console;
import lab.cli.ExitCode;
import lab.cli.Json;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.orderings.OrderingModel;
import lab.cli.results.Results;
import lab.cli.results.RunFolder;
import lab.explore.Bounds;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.labels.ShippedSteps;
import lab.memorymodel.labels.Step;

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

  /** One access in one mode, and the tests that are to notice. */
  private record Job(String realClass, Step step, String mode, List<TestsOfClass.Test> tests) {}

  /** What came of it. */
  private record Row(
      Job job,
      Optional<Rewritten> rewritten,
      List<HostResult> results,
      List<OrderingModel.Answer> model,
      VerdictWord word,
      String sentence) {}

  ExitCode run(List<Experiment> rooms) {
    Results results = Results.at(options.results());
    results.check();
    List<Object> documents = new ArrayList<>();
    for (Experiment room : rooms) {
      List<Job> jobs = jobs(room);
      console.err().println(estimate(room, jobs));
      if (options.dryRun()) {
        jobs.forEach(j -> view.wrapped(1, title(j) + ", " + j.tests().size() + " tests"));
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

  private List<Job> jobs(Experiment room) {
    List<Job> jobs = new ArrayList<>();
    for (String real : room.structures().stream().map(Structure::realClass).distinct().toList()) {
      List<TestsOfClass.Test> tests = TestsOfClass.of(room, real);
      Map<String, Step> steps = new LinkedHashMap<>();
      ShippedSteps.of(real).forEach(s -> steps.putIfAbsent(s.label(), s));
      for (Step step : steps.values()) {
        boolean fence = step.access().endsWith("Fence") || step.access().equals("everywhere");
        jobs.add(new Job(real, step, fence ? "none" : "plain", tests));
      }
    }
    // Opaque too, where the time allows it: that is what a CPU alone can break.
    List<Job> opaque =
        jobs.stream()
            .filter(j -> j.step().access().matches("(get|set)(Acquire|Release|Volatile)"))
            .map(j -> new Job(j.realClass(), j.step(), "opaque", j.tests()))
            .toList();
    Duration needed = SHORTEST.multipliedBy(2L * (turns(jobs) + turns(opaque)));
    if (needed.compareTo(options.budget().perRoom()) <= 0) {
      jobs.addAll(opaque);
    }
    return jobs;
  }

  private static long turns(Collection<Job> jobs) {
    return jobs.stream().mapToLong(j -> j.tests().size()).sum();
  }

  private Duration each(List<Job> jobs) {
    Duration share = options.budget().perRoom().dividedBy(Math.max(1, turns(jobs)));
    return share.compareTo(SHORTEST) > 0 ? share : SHORTEST;
  }

  private String estimate(Experiment room, List<Job> jobs) {
    Duration all = each(jobs).plus(StressTurn.START).multipliedBy(turns(jobs));
    return "%s: %d weakened accesses, %d tests of %s each, about %d s and the models' searches"
        .formatted(
            room.address(),
            jobs.size(),
            turns(jobs),
            NotSeen.looked(each(jobs)),
            all.toSeconds() + 1);
  }

  private static String title(Job job) {
    String name = job.realClass().substring(job.realClass().lastIndexOf('.') + 1);
    return "%s %s %s -> %s".formatted(name, job.step().label(), job.step().access(), job.mode());
  }

  private Object run(Experiment room, List<Job> jobs, Results results) throws InterruptedException {
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
    for (Job job : jobs) {
      Row row = row(room, job, each, context);
      live.clear();
      rows.add(json(row));
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

  private Row row(Experiment room, Job job, Duration each, RunContext context)
      throws InterruptedException {
    List<OrderingModel.Answer> model = model(room, job);
    Weakening weakening = Weakening.label(job.realClass(), job.step().label(), job.mode());
    Rewritten rewritten = Rewritten.of(Optional.of(weakening), context.folder());
    if (rewritten.unchanged().isPresent()) {
      return new Row(
          job,
          Optional.empty(),
          List.of(),
          model,
          VerdictWord.UNAVAILABLE,
          "not applicable: " + rewritten.unchanged().get());
    }
    List<HostResult> results = new ArrayList<>();
    for (TestsOfClass.Test test : job.tests()) {
      results.add(
          new StressTurn(test.stress(), test.test().weakened(weakening), JitTier.DEFAULT, context)
              .run(each));
    }
    return judged(job, rewritten, results, model);
  }

  /** What the models say, over all programs of the class that have the label. */
  private static List<OrderingModel.Answer> model(Experiment room, Job job) {
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

  private Row judged(
      Job job, Rewritten rewritten, List<HostResult> results, List<OrderingModel.Answer> model) {
    long samples = 0;
    long bad = 0;
    List<String> noticed = new ArrayList<>();
    for (HostResult result : results) {
      if (result instanceof HostResult.Outcomes o) {
        long unexpected =
            o.outcomes().stream()
                .filter(c -> c.outcome().violation() || c.outcome().allowed().isEmpty())
                .mapToLong(HostResult.Count::count)
                .sum();
        samples += o.samples();
        bad += unexpected;
        if (unexpected > 0) {
          noticed.add(
              "%s noticed in %s of %s"
                  .formatted(
                      Rows.shortName(o.test()),
                      Findings.number(unexpected),
                      Findings.number(o.samples())));
        }
      } else if (result instanceof HostResult.Unavailable u) {
        noticed.add("%s gave nothing (%s)".formatted(Rows.shortName(u.test()), u.reason()));
      }
    }
    boolean allowed = model.stream().anyMatch(OrderingModel.Answer::notices);
    boolean tso = model.stream().anyMatch(a -> a.model() == MemoryModel.TSO && a.notices());
    boolean excluded =
        !model.isEmpty() && !allowed && model.stream().allMatch(OrderingModel.Answer::complete);
    String host = noticed.isEmpty() ? "" : String.join("; ", noticed) + "; ";
    VerdictWord word;
    String why;
    if (results.isEmpty()) {
      word = VerdictWord.UNAVAILABLE;
      why = "no stress test of the room uses the class and rules an outcome out";
    } else if (bad > 0) {
      word =
          allowed
              ? VerdictWord.CONFIRMED
              : excluded ? VerdictWord.CONTRADICTED : VerdictWord.INCONCLUSIVE;
      why =
          allowed
              ? "the models allow it"
              : excluded ? "no model allows it" : "no program says whether a model allows it";
    } else {
      word =
          allowed
              ? VerdictWord.NOT_SEEN
              : excluded ? VerdictWord.CONSISTENT : VerdictWord.INCONCLUSIVE;
      why =
          "not noticed in %s samples (%s)"
              .formatted(Findings.number(samples), reason(model, allowed, tso, excluded));
    }
    return new Row(job, Optional.of(rewritten), results, model, word, host + why);
  }

  private String reason(
      List<OrderingModel.Answer> model, boolean allowed, boolean tso, boolean excluded) {
    if (model.isEmpty()) {
      return "no program of the room has this access";
    }
    if (excluded) {
      return "no model allows anything to be noticed";
    }
    if (!allowed) {
      return "the models' searches did not end";
    }
    boolean x86 = machine.arch().equals("amd64") || machine.arch().equals("x86_64");
    if (tso) {
      return "tso allows it too: longer looking may show it";
    }
    return x86
        ? "java allows it, tso does not: x86-64 keeps this order, only the compiler could break it"
        : "java allows it";
  }

  private String show(Row row, String before) {
    Job job = row.job();
    if (!job.realClass().equals(before)) {
      console.out().println();
      view.wrapped(0, job.realClass());
    }
    view.wrapped(1, "%s  %s".formatted(title(job), row.word().word()));
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

  private static Object json(Row row) {
    Step step = row.job().step();
    return object(
        "class",
        row.job().realClass(),
        "weakened",
        object("label", step.label(), "from", step.access(), "to", row.job().mode()),
        "rewritten",
        row.rewritten().map(Rewritten::notes).orElse(List.of()),
        "model",
        row.model().stream()
            .map(a ->
                object(
                    "model",
                    a.model().word(),
                    "claim",
                    a.broken().orElse(null),
                    "do",
                    a.schedule().map(Object::toString).orElse(null),
                    "states",
                    a.states(),
                    "complete",
                    a.complete()))
            .toList(),
        "host",
        row.results().stream().map(OrderingsRun::host).toList(),
        "verdict",
        row.word().word().toLowerCase(Locale.ROOT),
        "sentence",
        row.sentence(),
        "comment",
        step.comment());
  }

  private static Object host(HostResult result) {
    return switch (result) {
      case HostResult.Outcomes o ->
          object(
              "test",
              o.test(),
              "samples",
              o.samples(),
              "outcomes",
              o.outcomes().stream()
                  .map(c -> object("id", c.outcome().id(), "count", c.count()))
                  .toList(),
              "lookedMillis",
              o.looked().toMillis(),
              "command",
              o.command(),
              "notes",
              o.notes());
      case HostResult.Unavailable u -> object("test", u.test(), "unavailable", u.reason());
      default -> object("test", result.test());
    };
  }
}
