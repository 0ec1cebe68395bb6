package lab.cli.ask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One life of a child JVM that runs one stress test, and what it told. */
final class StressChild {
  static final String MAIN = "lab.stress.harness.DirectRunner";

  /** What a child needs beyond the time that it was given, until it has certainly gone wrong. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path lines;
  private final BiConsumer<Map<String, Long>, Duration> onCounts;
  private final long begun = System.nanoTime();
  private Map<String, Long> counts = Map.of();
  private JsonNode start;
  private JsonNode end;

  /**
   * What it told.
   *
   * @param counts by outcome
   * @param looked how long the test ran
   * @param actors of the test
   * @param cpus that the child was allowed
   * @param windows how many windows it ran
   * @param crowded in how many of them the actors hardly met
   * @param failure why there is no result, or an incomplete one
   */
  record Life(
      Map<String, Long> counts,
      Duration looked,
      int actors,
      int cpus,
      int windows,
      int crowded,
      Optional<String> failure,
      List<String> command) {}

  private StressChild(Path lines, BiConsumer<Map<String, Long>, Duration> onCounts) {
    this.lines = lines;
    this.onCounts = onCounts;
  }

  /**
   * Runs a test.
   *
   * @param flags of the JVM
   * @param lines file to which the child's lines are appended as they come
   * @param front a folder of rewritten classes that take the place of those that ship
   * @param onCounts hears of the counts so far, and when, counted from the child's start
   */
  static Life run(
      String test,
      Duration time,
      List<String> flags,
      Path lines,
      Path log,
      Optional<Path> front,
      BiConsumer<Map<String, Long>, Duration> onCounts)
      throws InterruptedException {
    StressChild child = new StressChild(lines, onCounts);
    List<String> arguments = List.of(test, Long.toString(time.toMillis()));
    try (ChildJvm jvm =
        ChildJvm.start(flags, MAIN, arguments, child::hear, log, Path.of(""), front)) {
      boolean ended = jvm.await(time.plus(PATIENCE));
      return child.life(ended ? jvm.exitCode() : -1, jvm.command());
    }
  }

  private void hear(String line) {
    JsonNode said = JsonMapper.shared().readTree(line);
    switch (said.path("event").asString("")) {
      case "start" -> start = said;
      case "counts" -> {
        counts = counts(said);
        onCounts.accept(counts, Duration.ofNanos(System.nanoTime() - begun));
      }
      case "end" -> {
        end = said;
        counts = counts(said);
        onCounts.accept(counts, Duration.ofNanos(System.nanoTime() - begun));
      }
      default -> throw new IllegalStateException("a child said " + line);
    }
    try {
      Files.writeString(lines, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep what a child said: " + e.getMessage(), e);
    }
  }

  private static Map<String, Long> counts(JsonNode said) {
    Map<String, Long> counts = new LinkedHashMap<>();
    said.path("counts").properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    return counts;
  }

  private Life life(int exit, List<String> command) {
    Optional<String> failure =
        end == null
            ? Optional.of(
                exit < 0 ? "the child JVM did not end" : "the child JVM ended with " + exit)
            : Optional.of(end.path("message")).filter(m -> m.isString()).map(m -> m.asString());
    return new Life(
        counts,
        Duration.ofMillis(end == null ? 0 : end.path("millis").asLong()),
        start == null ? 0 : start.path("actors").asInt(),
        start == null ? 0 : start.path("cpus").asInt(),
        end == null ? 0 : end.path("windows").asInt(),
        end == null ? 0 : end.path("crowded").asInt(),
        failure,
        command);
  }
}
