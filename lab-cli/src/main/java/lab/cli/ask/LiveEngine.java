package lab.cli.ask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.Rows;
import lab.cli.answer.Words;
import lab.cli.host.MeasuringJvm;
import lab.room.Evidence;
import lab.room.Live;

/**
 * Runs a program of the lab in a child JVM and takes down what it says; see {@link LiveAnswer}. An
 * answer counts as a whole or not at all: a child that fails, hangs or says anything else leaves
 * one {@link HostResult.Unavailable} with the reason.
 *
 * <p>What the child and its JVM write to standard error stands in {@code live-PROGRAM.log} in the
 * run's folder.
 */
public final class LiveEngine implements Engine {
  /** As measured on an idle machine: a JVM that starts, attaches an agent to itself and ends. */
  private static final Duration USUAL = Duration.ofSeconds(1);

  /** For JOL: it attaches an agent to its own JVM, and reads the groups of {@code @Contended}. */
  private static final List<String> JOL_FLAGS =
      List.of(
          "-XX:+EnableDynamicAgentLoading",
          "-Djdk.attach.allowAttachSelf=true",
          "--add-exports=java.base/jdk.internal.vm.annotation=ALL-UNNAMED");

  private final Duration limit;

  /**
   * @param limit a child that takes longer than its time and this is ended
   */
  public LiveEngine(Duration limit) {
    this.limit = limit;
  }

  @Override
  public String kind() {
    return "live";
  }

  @Override
  public Duration estimate(Evidence evidence, RunContext context) {
    return USUAL.plus(share((Live) evidence, context));
  }

  private static Duration share(Live live, RunContext context) {
    return live.takesTime() ? context.share() : Duration.ZERO;
  }

  @Override
  public List<HostResult> run(Evidence evidence, RunContext context) throws InterruptedException {
    Live live = (Live) evidence;
    String row = context.label(live.settings(), live.main());
    context.progress().begin(row, estimate(live, context));
    List<HostResult> results = results(live, context);
    results.forEach(context.progress()::finished);
    return results;
  }

  /** What a child said that ended well and in time, or why there is nothing. */
  private List<HostResult> results(Live live, RunContext context) throws InterruptedException {
    List<String> flags = new ArrayList<>(MeasuringJvm.flags());
    flags.addAll(JOL_FLAGS);
    flags.addAll(live.flags());
    List<String> arguments = new ArrayList<>(live.arguments());
    Duration share = share(live, context);
    if (live.takesTime()) {
      Map<String, String> settings = new LinkedHashMap<>(context.settings());
      settings.putAll(live.settings());
      settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
      arguments.add("--millis=" + share.toMillis());
    }
    Rewritten rewritten = Rewritten.of(live.weakening(), context.folder());
    if (rewritten.unchanged().isPresent()) {
      return List.of(
          new LiveAnswer(live, context.inquiry(), List.of())
              .unavailable(rewritten.unchanged().get()));
    }
    Path log = context.folder().resolve("live-" + Rows.shortName(live.main()) + ".log");
    int logged = complaints(log).size();
    LiveAnswer answer = new LiveAnswer(live, context.inquiry(), rewritten.notes());
    long begun = System.nanoTime();
    try (ChildJvm jvm =
        ChildJvm.start(
            flags,
            live.main(),
            arguments,
            line -> {
              answer.hear(line);
              context.progress().counts(answer.counts(), since(begun));
            },
            log,
            Path.of(""),
            rewritten.front())) {
      Duration patience = limit.plus(share);
      if (!jvm.await(patience)) {
        return List.of(answer.unavailable("its JVM did not end within " + Words.seconds(patience)));
      }
      if (jvm.exitCode() != 0) {
        List<String> complaints = complaints(log);
        String last = complaints.size() > logged ? ": " + complaints.getLast() : "";
        return List.of(answer.unavailable("its JVM ended with " + jvm.exitCode() + last));
      }
      Optional<String> fault = answer.fault();
      return fault.isPresent()
          ? List.of(answer.unavailable(fault.get()))
          : answer.results(since(begun), jvm.command());
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
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
}
