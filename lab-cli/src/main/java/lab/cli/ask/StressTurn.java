package lab.cli.ask;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.host.MeasuringJvm;
import lab.room.Stress;
import lab.room.StressTest;

/** One stress test in one part of the JVM: several lives of a child, added up. */
public final class StressTurn {
  /** What a child takes besides the time it looks: the JVM's start and the last window. */
  public static final Duration START = Duration.ofMillis(500);

  /** A compiled race shows early in a JVM's life or hardly ever: then a new life is better. */
  private static final Duration LONGEST_LIFE = Duration.ofMillis(2_500);

  private final Stress stress;
  private final StressTest test;
  private final JitTier tier;
  private final RunContext context;
  private final Map<String, Long> before = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private Duration looked = Duration.ZERO;
  private Rewritten rewritten = Rewritten.of(Optional.empty(), Path.of(""));
  private Optional<Duration> firstSeen = Optional.empty();

  public StressTurn(Stress stress, StressTest test, JitTier tier, RunContext context) {
    this.stress = stress;
    this.test = test;
    this.tier = tier;
    this.context = context;
  }

  /** How many children it takes to look for so long. */
  static int lives(Duration time) {
    return Math.max(1, (int) Math.ceil((double) time.toMillis() / LONGEST_LIFE.toMillis()));
  }

  public HostResult run(Duration time) throws InterruptedException {
    rewritten = Rewritten.of(test.weakening(), context.folder());
    if (rewritten.unchanged().isPresent()) {
      return unavailable(rewritten.unchanged().get());
    }
    notes.addAll(rewritten.notes());
    int lives = lives(time);
    context.progress().begin(label(), time.plus(START.multipliedBy(lives)));
    List<String> flags = new ArrayList<>(MeasuringJvm.flags());
    flags.addAll(tier.flags(context.settings()));
    int windows = 0;
    int crowded = 0;
    StressChild.Life life;
    int lived = 0;
    do {
      life = life(time.dividedBy(lives), flags);
      life.counts().forEach((id, count) -> before.merge(id, count, Long::sum));
      looked = looked.plus(life.looked());
      windows += life.windows();
      crowded += life.crowded();
      life.failure().ifPresent(notes::add);
      lived++;
    } while (lived < lives && life.failure().isEmpty());
    if (before.isEmpty()) {
      return unavailable(life.failure().orElse("the test gave no samples"));
    }
    if (crowded > 0) {
      notes.add(
          "in %d of %d windows the CPUs were busy with other work".formatted(crowded, windows));
    }
    return result(life);
  }

  private HostResult unavailable(String reason) {
    return new HostResult.Unavailable(
        stress.kind(),
        stress.claim(),
        test.name(),
        test.settings(),
        stress.analogue(),
        reason,
        Optional.of(test.twin()));
  }

  private HostResult result(StressChild.Life last) {
    return new HostResult.Outcomes(
        "stress",
        stress.claim(),
        test.name(),
        test.settings(),
        Optional.of(test.twin()),
        stress.analogue(),
        tier.word(),
        counts(before),
        looked.toMillis(),
        firstSeen.map(Duration::toMillis),
        last.actors() > last.cpus(),
        last.command(),
        notes);
  }

  private StressChild.Life life(Duration time, List<String> flags) throws InterruptedException {
    String file = test.name().substring(test.name().lastIndexOf('.') + 1);
    file += test.weakening().map(w -> "-" + Rewritten.fileName(w)).orElse("");
    Path lines = context.folder().resolve(file + "-" + tier.word() + ".jsonl");
    Path log = context.folder().resolve("stress.log");
    return StressChild.run(test.name(), time, flags, lines, log, rewritten.front(), this::heard);
  }

  private List<Count> counts(Map<String, Long> seen) {
    return Counts.of(test.outcomes(), context.inquiry(), test.settings(), seen);
  }

  private void heard(Map<String, Long> counts, Duration sinceStart) {
    Map<String, Long> all = new TreeMap<>(before);
    counts.forEach((id, count) -> all.merge(id, count, Long::sum));
    List<Count> soFar = counts(all);
    Duration elapsed = looked.plus(sinceStart);
    if (firstSeen.isEmpty() && Counts.violations(soFar) > 0) {
      firstSeen = Optional.of(elapsed);
    }
    context.progress().counts(soFar, elapsed);
  }

  private String label() {
    String row = context.label(test.settings(), test.name());
    return tier == JitTier.DEFAULT ? row : row + " jit=" + tier.word();
  }
}
