package lab.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.catalog.Evidence;
import lab.cli.host.MeasuringJvm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a program of the lab in a child JVM and takes down the values that it prints, each on a line
 * {@code {"name":…,"value":…}}. An answer counts as a whole or not at all: a child that fails,
 * hangs or says anything else leaves one {@link HostResult.Unavailable} with the reason.
 *
 * <p>What the child and its JVM write to standard error stands in {@code live-PROGRAM.log} in the
 * run's folder.
 */
final class LiveEngine implements Engine {
  /** As measured on an idle machine: a JVM that starts, attaches an agent to itself and ends. */
  private static final Duration USUAL = Duration.ofSeconds(1);

  /** For JOL: it attaches an agent to its own JVM, and reads the groups of {@code @Contended}. */
  private static final List<String> JOL_FLAGS =
      List.of(
          "-XX:+EnableDynamicAgentLoading",
          "-Djdk.attach.allowAttachSelf=true",
          "--add-exports=java.base/jdk.internal.vm.annotation=ALL-UNNAMED");

  private static final int MOST_OF_A_LINE = 60;

  private final Duration limit;

  /**
   * @param limit a child that takes longer is ended
   */
  LiveEngine(Duration limit) {
    this.limit = limit;
  }

  @Override
  public String kind() {
    return "live";
  }

  @Override
  public Duration estimate(Evidence evidence, RunContext context) {
    return USUAL;
  }

  @Override
  public List<HostResult> run(Evidence evidence, RunContext context) throws InterruptedException {
    Evidence.Live live = (Evidence.Live) evidence;
    context.progress().begin(Rows.shortName(live.main()), USUAL);
    List<HostResult> results;
    try {
      results = values(live, said(live, context));
    } catch (NoAnswer e) {
      results =
          List.of(
              new HostResult.Unavailable(
                  kind(), live.claim(), live.main(), Map.of(), e.getMessage(), live.analogue()));
    }
    results.forEach(context.progress()::finished);
    return results;
  }

  /** Why there is no answer, in words for the person. */
  private static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(String reason) {
      super(reason);
    }
  }

  /** Every line of a child that ended well and in time. */
  private List<String> said(Evidence.Live live, RunContext context)
      throws InterruptedException, NoAnswer {
    List<String> flags = new ArrayList<>(MeasuringJvm.flags());
    flags.addAll(JOL_FLAGS);
    flags.addAll(live.flags());
    Path log = context.folder().resolve("live-" + Rows.shortName(live.main()) + ".log");
    int logged = complaints(log).size();
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    try (ChildJvm jvm = ChildJvm.start(flags, live.main(), live.arguments(), lines::add, log)) {
      if (!jvm.await(limit)) {
        throw new NoAnswer("its JVM did not end within " + NotSeen.looked(limit));
      }
      if (jvm.exitCode() != 0) {
        List<String> complaints = complaints(log);
        String last = complaints.size() > logged ? ": " + complaints.getLast() : "";
        throw new NoAnswer("its JVM ended with " + jvm.exitCode() + last);
      }
    }
    return lines;
  }

  /** What was written to a log, without the frames of stack traces and warnings of the JVM. */
  private static List<String> complaints(Path log) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !Character.isWhitespace(l.charAt(0)))
          .filter(l -> !l.startsWith("WARNING:"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what a child wrote: " + e.getMessage(), e);
    }
  }

  private List<HostResult> values(Evidence.Live live, List<String> lines) throws NoAnswer {
    if (lines.isEmpty()) {
      throw new NoAnswer("it printed nothing");
    }
    List<HostResult> values = new ArrayList<>();
    for (String line : lines) {
      JsonNode said = parse(line);
      JsonNode value = said.path("value");
      if (!said.path("name").isString() || !value.isValueNode()) {
        throw noLine(line);
      }
      values.add(
          new HostResult.FactValue(
              kind(),
              live.claim(),
              said.path("name").asString(),
              value.isNull() ? Optional.empty() : Optional.of(value.asString()),
              live.analogue()));
    }
    return values;
  }

  private static JsonNode parse(String line) throws NoAnswer {
    try {
      return JsonMapper.shared().readTree(line);
    } catch (JacksonException e) {
      NoAnswer noAnswer = noLine(line);
      noAnswer.addSuppressed(e);
      throw noAnswer;
    }
  }

  private static NoAnswer noLine(String line) {
    String start = line.length() <= MOST_OF_A_LINE ? line : line.substring(0, MOST_OF_A_LINE) + "…";
    return new NoAnswer("it printed something else than a name and a value: " + start);
  }
}
