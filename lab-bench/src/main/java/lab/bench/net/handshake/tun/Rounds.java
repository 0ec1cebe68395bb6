package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.OwnNetwork;

/** Goes through all scenarios, and random ones while there is time; says what came of them. */
public final class Rounds {
  private static final int FIRST_PORT = 20_000;

  /** So many were looked at on a kernel of 6.18. */
  private static final long MOST_RANDOM = 3_000;

  private static final int SHOWN = 12;
  private static final int CONNECTIONS = 8;
  private static final long MILLIS = 4_000;

  private final LiveAnswers answers;
  private final Wire wire;
  private final Map<Observation.Kind, Long> counts = new EnumMap<>(Observation.Kind.class);
  private int port = FIRST_PORT;
  private long again;

  private Rounds(LiveAnswers answers, Wire wire) {
    this.answers = answers;
    this.wire = wire;
    for (Observation.Kind kind : Observation.Kind.values()) {
      counts.put(kind, 0L);
    }
  }

  /**
   * In a network namespace of its own; says so if this host has no TUN device for it.
   *
   * @param arguments {@code --millis=N} and {@code --pcap=FILE}, each if wanted
   * @throws IllegalStateException if this is no such namespace: then nothing was touched
   */
  public static void run(LiveAnswers answers, String[] arguments)
      throws IOException, InterruptedException {
    long millis = LiveAnswers.millis(arguments, MILLIS);
    String file = LiveAnswers.setting(arguments, "pcap", "");
    OwnNetwork.requireAlone();
    Wire wire;
    try {
      Settings.forComparison();
      wire = new Wire();
    } catch (IOException e) {
      answers.unavailable(e.getMessage());
      return;
    }
    try (wire) {
      new Rounds(answers, wire).run(millis);
      if (!file.isEmpty()) {
        Files.write(Path.of(file), wire.capture().write());
      }
    }
  }

  private void run(long millis) throws IOException, InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    try (Resends resends = new Resends(wire)) {
      roundTrips();
      for (Script script : Scripts.all()) {
        answers.value(script.name(), text(play(script)));
      }
      random(end);
      resends.kinds().forEach(this::count);
      answers.value("a SYN that nobody answers is sent again", resends.text());
    }
    answers.value("sent again by the kernel's timers", again);
    answers.outcome("as-specified", counts.get(Observation.Kind.AS_SPECIFIED));
    answers.outcome("linux-way", counts.get(Observation.Kind.LINUX_WAY));
    answers.outcome("other-answer", counts.get(Observation.Kind.OTHER));
  }

  private void random(long end) throws IOException {
    long seed = 0;
    long steps = 0;
    long parted = 0;
    while (System.nanoTime() < end && seed < MOST_RANDOM) {
      seed++;
      List<Observation> seen = play(RandomScripts.of(seed));
      steps += seen.size();
      if (!seen.stream().allMatch(Observation::agrees) && parted++ < SHOWN) {
        answers.value("random scenario " + seed, text(seen));
      }
    }
    answers.value(
        "random scenarios", seed + " of " + steps + " steps; in " + parted + " another answer");
  }

  private void roundTrips() throws IOException, InterruptedException {
    List<RoundTrips.Times> times = new RoundTrips(wire).measure(CONNECTIONS);
    answers.score("connect", "ms", column(times, RoundTrips.Times::connect));
    answers.score("request, open connection", "ms", column(times, RoundTrips.Times::request));
    answers.score("request, new connection", "ms", column(times, t -> t.connect() + t.request()));
    double trip = 2.0 * RoundTrips.DELAY_MILLIS;
    answers.value(
        "round trips of " + (int) trip + " ms",
        "connect %.2f, a request on an open connection %.2f, on a new one %.2f"
            .formatted(
                median(times, RoundTrips.Times::connect) / trip,
                median(times, RoundTrips.Times::request) / trip,
                median(times, t -> t.connect() + t.request()) / trip));
  }

  private static double[] column(
      List<RoundTrips.Times> times, ToDoubleFunction<RoundTrips.Times> which) {
    return times.stream().mapToDouble(which).toArray();
  }

  private static double median(
      List<RoundTrips.Times> times, ToDoubleFunction<RoundTrips.Times> which) {
    return times.stream().mapToDouble(which).sorted().skip(times.size() / 2).findFirst().orElse(0);
  }

  private void count(Observation.Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  private List<Observation> play(Script script) throws IOException {
    try (KernelPeer peer = new KernelPeer(wire, port++)) {
      List<Observation> seen = Lockstep.run(script, peer);
      for (Observation observation : seen) {
        count(observation.kind());
        again += observation.again();
      }
      return seen;
    }
  }

  private static String text(List<Observation> seen) {
    long agreed = seen.stream().filter(Observation::agrees).count();
    Optional<Observation> first =
        seen.stream()
            .filter(o -> !o.agrees())
            .findFirst()
            .or(() ->
                seen.stream().filter(o -> o.kind() == Observation.Kind.LINUX_WAY).findFirst());
    return agreed
        + " of "
        + seen.size()
        + " steps as the model says"
        + first.map(o -> "; " + o.text()).orElse("");
  }
}
