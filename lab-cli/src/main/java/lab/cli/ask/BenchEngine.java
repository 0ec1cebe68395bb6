package lab.cli.ask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import lab.cli.answer.HostResult;
import lab.cli.host.MeasuringJvm;
import lab.host.Distance;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Evidence;
import lab.room.Weakening;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures with JMH in a child JVM. In the run's folder it leaves {@code jmh-CLAIM.json}, JMH's own
 * results with every window, rewritten after each fork, and {@code jmh-CLAIM.log}; of what asks
 * about the same claim again, {@code jmh-CLAIM-2.json}.
 */
public final class BenchEngine implements Engine {
  private static final String CHILD = "lab.bench.harness.BenchMain";
  private static final Duration GLANCE = Duration.ofMillis(200);

  /** A window is 10 ms and a fork starts within seconds: longer silence is a hang. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String kind() {
    return "bench";
  }

  /** With options of the person's own, JMH's defaults and theirs decide, and nobody knows. */
  @Override
  public Duration estimate(Evidence evidence, RunContext context) {
    int benchmarks = ((Bench) evidence).benchmarks().size();
    return Shape.of(context.share(), benchmarks).duration(benchmarks);
  }

  @Override
  public List<HostResult> run(Evidence evidence, RunContext context) throws InterruptedException {
    Bench bench = (Bench) evidence;
    Map<String, Measured> measured = new LinkedHashMap<>();
    bench.benchmarks().forEach(b -> measured.put(b.label(), new Measured(bench, b)));
    Shape shape = Shape.of(context.share(), bench.benchmarks().size());
    Rewritten rewritten = Rewritten.of(weakening(bench, context), context.folder());
    listen(bench, shape, measured, context, rewritten);
    List<String> notes = new ArrayList<>(rewritten.notes());
    rewritten.unchanged().ifPresent(notes::add);
    if (!context.passedOn().isEmpty()) {
      notes.add("measured with " + String.join(" ", context.passedOn()));
    }
    Optional<Distance> common = Measured.common(List.copyOf(measured.values()));
    List<HostResult> results =
        measured.values().stream().map(m -> m.result(common, notes)).toList();
    results.forEach(context.progress()::finished);
    return results;
  }

  /** Where the person asked for a mode and the benchmarks name classes, those are rewritten. */
  private static Optional<Weakening> weakening(Bench bench, RunContext context) {
    return context
        .inquiry()
        .mode()
        .filter(_ -> !bench.rewritten().isEmpty())
        .map(mode -> Weakening.mode(mode, bench.rewritten().toArray(String[]::new)));
  }

  private static void listen(
      Bench bench,
      Shape shape,
      Map<String, Measured> measured,
      RunContext context,
      Rewritten rewritten)
      throws InterruptedException {
    AtomicLong heard = new AtomicLong(System.nanoTime());
    String stem = free(context.folder(), "jmh-" + bench.claim());
    Path log = context.folder().resolve(stem + ".log");
    try (ChildJvm child =
        ChildJvm.start(
            MeasuringJvm.flags(),
            CHILD,
            arguments(bench, shape, context, stem),
            line -> {
              heard.set(System.nanoTime());
              hear(line, shape, measured, context);
            },
            log,
            Path.of(""),
            rewritten.front())) {
      while (!child.await(GLANCE)) {
        Duration silent = Duration.ofNanos(System.nanoTime() - heard.get());
        if (context.passedOn().isEmpty() && silent.compareTo(SILENCE) > 0) {
          measured
              .values()
              .forEach(m -> m.failed("JMH was silent for " + silent.toSeconds() + " s"));
          return;
        }
      }
      if (child.exitCode() != 0) {
        measured
            .values()
            .forEach(m ->
                m.failed(
                    "the measuring JVM ended with exit code %d; %s has its last words"
                        .formatted(child.exitCode(), log.getFileName())));
      }
    }
  }

  /** The first name in the folder that no log has yet: what was measured is never written over. */
  static String free(Path folder, String stem) {
    String name = stem;
    for (int i = 2; Files.exists(folder.resolve(name + ".log")); i++) {
      name = stem + "-" + i;
    }
    return name;
  }

  private static List<String> arguments(Bench bench, Shape shape, RunContext context, String stem) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--forks=" + shape.forks());
    arguments.add("--warm-up=" + shape.warmUp());
    arguments.add("--windows=" + shape.windows());
    arguments.add("--millis=" + Shape.WINDOW_MILLIS);
    arguments.add("--json=" + context.folder().resolve(stem + ".json"));
    MeasuringJvm.flags().forEach(f -> arguments.add("--jvm=" + f));
    bench.benchmarks().forEach(b -> arguments.add(item(b)));
    if (!context.passedOn().isEmpty()) {
      arguments.add("--");
      arguments.addAll(context.passedOn());
    }
    return arguments;
  }

  private static String item(Benchmark benchmark) {
    StringBuilder item = new StringBuilder(benchmark.label() + "|" + benchmark.method());
    benchmark.parameters().forEach((name, value) -> item.append('|').append(name + "=" + value));
    return item.toString();
  }

  /** One line of the child; what is no event is a warning of the JVM's, and passed over. */
  private static void hear(
      String line, Shape shape, Map<String, Measured> measured, RunContext context) {
    if (!line.startsWith("{\"event\":")) {
      return;
    }
    JsonNode event = JSON.readTree(line);
    Measured of = measured.get(event.path("label").asString(""));
    if (of == null) {
      return;
    }
    String label = of.benchmark().label();
    switch (event.path("event").asString()) {
      case "fork" -> {
        List<String> command = new ArrayList<>();
        event.path("command").forEach(word -> command.add(word.asString()));
        of.command(command);
        context
            .progress()
            .begin(
                "%s, fork %d of %d"
                    .formatted(label, event.path("fork").asInt(), event.path("forks").asInt()),
                shape.duration(1).dividedBy(shape.forks()));
      }
      case "window" -> {
        Window window = Window.of(event);
        of.add(window);
        context.progress().sample(label, window.value(), window.unit());
      }
      case "failed" -> of.failed(event.path("reason").asString());
      default -> throw new IllegalStateException("unknown event: " + line);
    }
  }
}
