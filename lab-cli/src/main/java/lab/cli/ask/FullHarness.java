package lab.cli.ask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.host.MeasuringJvm;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Weakening;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs jcstress's own harness with the options that a person passed on, and reads what it left on
 * disk. Both happen in child JVMs: this one loads no class of jcstress.
 */
final class FullHarness {
  private static final String HARNESS = "lab.stress.harness.FullHarness";
  private static final String READER = "lab.stress.harness.ReadResults";

  /** As measured: probing the machine, and one configuration of one test in quick mode. */
  private static final Duration FIXED_COST = Duration.ofSeconds(10);

  private static final Duration PER_TEST = Duration.ofSeconds(20);
  private static final Duration READING = Duration.ofMinutes(1);

  private FullHarness() {}

  static Duration estimate(Stress stress) {
    return FIXED_COST.plus(PER_TEST.multipliedBy(stress.cases().size()));
  }

  /** Tests of rewritten classes need a harness of their own: its class path is its children's. */
  static List<HostResult> run(Stress stress, RunContext context) throws InterruptedException {
    Map<Optional<Weakening>, List<StressTest>> groups = new LinkedHashMap<>();
    stress
        .cases()
        .forEach(t -> groups.computeIfAbsent(t.weakening(), _ -> new ArrayList<>()).add(t));
    List<HostResult> results = new ArrayList<>();
    for (Map.Entry<Optional<Weakening>, List<StressTest>> group : groups.entrySet()) {
      results.addAll(run(stress.only(group.getValue()), group.getKey(), context));
    }
    return results;
  }

  private static List<HostResult> run(
      Stress stress, Optional<Weakening> weakening, RunContext context)
      throws InterruptedException {
    Rewritten rewritten = Rewritten.of(weakening, context.folder());
    context.progress().begin("jcstress " + String.join(" ", context.passedOn()), estimate(stress));
    Path folder = folder(stress, weakening, context);
    Path log = folder.resolve("jcstress.log");
    long begun = System.nanoTime();
    List<String> command;
    int exit;
    try (ChildJvm jvm =
        ChildJvm.start(
            MeasuringJvm.flags(),
            HARNESS,
            arguments(stress, context),
            line -> heard(line, log, context),
            log,
            folder,
            rewritten.front())) {
      while (!jvm.await(Duration.ofHours(1))) {
        // The harness knows its own end: a tough run takes as long as it takes.
      }
      command = jvm.command();
      exit = jvm.exitCode();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Map<String, JsonNode> read = read(folder, log);
    List<HostResult> results = new ArrayList<>();
    for (StressTest test : stress.cases()) {
      HostResult result =
          result(stress, test, read.get(test.name()), took, command, exit, rewritten, context);
      context.progress().finished(result);
      results.add(result);
    }
    return results;
  }

  /** A folder for each claim: the harness names its files by the second. */
  private static Path folder(Stress stress, Optional<Weakening> weakening, RunContext context) {
    String name =
        "jcstress-"
            + stress.claim().replaceAll("\\W+", "-")
            + weakening.map(w -> "-" + Rewritten.fileName(w)).orElse("");
    Path folder = context.folder().resolve(name);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for jcstress: " + e.getMessage(), e);
    }
  }

  private static List<String> arguments(Stress stress, RunContext context) {
    // jcstress writes nested classes with a dot.
    String tests =
        stress.cases().stream()
            .map(t -> t.name().replace("$", ".").replace(".", "\\."))
            .collect(Collectors.joining("|", "^(", ")$"));
    List<String> arguments = new ArrayList<>(List.of("-t", tests, "-r", "report"));
    if (!context.passedOn().contains("-jvmArgsPrepend")) {
      arguments.addAll(List.of("-jvmArgsPrepend", "--enable-native-access=ALL-UNNAMED"));
    }
    arguments.addAll(context.passedOn());
    return arguments;
  }

  private static void heard(String line, Path log, RunContext context) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep what jcstress said: " + e.getMessage(), e);
    }
    context.progress().said(line);
  }

  /** What the harness left on disk, by test. */
  private static Map<String, JsonNode> read(Path folder, Path log) throws InterruptedException {
    Map<String, JsonNode> read = new LinkedHashMap<>();
    try (ChildJvm jvm =
        ChildJvm.start(
            MeasuringJvm.flags(),
            READER,
            List.of("."),
            line -> {
              JsonNode test = JsonMapper.shared().readTree(line);
              read.put(test.path("test").asString(), test);
            },
            log,
            folder)) {
      jvm.await(READING);
    }
    return read;
  }

  private static HostResult result(
      Stress stress,
      StressTest test,
      JsonNode read,
      Duration took,
      List<String> command,
      int exit,
      Rewritten rewritten,
      RunContext context) {
    if (read == null) {
      // jcstress leaves out what it cannot run, such as more actors than CPUs, without a word.
      return new HostResult.Unavailable(
          stress.kind(),
          stress.claim(),
          test.name(),
          test.settings(),
          stress.analogue(),
          "jcstress did not run it (its exit code was %d; see jcstress.log)".formatted(exit),
          Optional.of(test.twin()));
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    read.path("counts").properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    List<String> notes = new ArrayList<>(rewritten.notes());
    notes.add("%d configurations of jcstress".formatted(read.path("windows").asInt()));
    if (read.path("message").isString()) {
      notes.add(read.path("message").asString());
    }
    return new HostResult.Outcomes(
        "stress",
        stress.claim(),
        test.name(),
        test.settings(),
        Optional.of(test.twin()),
        stress.analogue(),
        JitTier.DEFAULT.word(),
        Counts.of(test.outcomes(), context.inquiry(), test.settings(), counts),
        Math.min(read.path("millis").asLong(), took.toMillis()),
        Optional.empty(),
        false,
        command,
        notes);
  }
}
