package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import lab.bench.harness.LiveAnswers;

/** Connections one after the other, each with one request, counted in round trips. */
public final class RoundTripScores {
  private static final long MILLIS = 1_000;

  /** Fewer make no interval. */
  private static final int FEWEST = 8;

  private static final String UNIT = "round trips";

  private RoundTripScores() {}

  /**
   * In a network namespace of its own; says so if this host has no TUN device for it.
   *
   * @param arguments {@code --millis=N}, if wanted
   */
  public static void run(LiveAnswers answers, String[] arguments)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LiveAnswers.millis(arguments, MILLIS) * 1_000_000;
    Wire wire;
    try {
      wire = new Wire();
    } catch (IOException e) {
      answers.unavailable(e.getMessage());
      return;
    }
    List<RoundTrips.Times> times = new ArrayList<>();
    try (wire) {
      RoundTrips trips = new RoundTrips(wire);
      while (times.size() < FEWEST || System.nanoTime() < end) {
        times.addAll(trips.measure(1));
      }
    }
    answers.score("open connection", UNIT, column(times, RoundTrips.Times::request));
    answers.score("new connection", UNIT, column(times, t -> t.connect() + t.request()));
    answers.score("connecting alone", UNIT, column(times, RoundTrips.Times::connect));
  }

  private static double[] column(
      List<RoundTrips.Times> times, ToDoubleFunction<RoundTrips.Times> which) {
    double trip = 2.0 * RoundTrips.DELAY_MILLIS;
    return times.stream().mapToDouble(t -> which.applyAsDouble(t) / trip).toArray();
  }
}
