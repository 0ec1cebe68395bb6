package lab.net.sim;

import static org.assertj.core.api.Assertions.assertThat;

import lab.net.tcp.congestion.Algorithm;
import lab.net.tcp.congestion.Recovery;
import lab.net.tcp.congestion.RtoRules;
import lab.net.tcp.congestion.Rules;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Synchronised answers into one port. */
class IncastTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long GIGABIT = 1_000_000_000L;
  private static final Rules CLASSIC = Rules.LINUX_RENO.with(Recovery.LINUX_CLASSIC);

  private static Plan plan(int n, Rules rules, long segments, int buffer) {
    Port port = Port.dropTail(buffer);
    return Topology.incast(n, rules, segments, GIGABIT, 100_000, port, 0, true);
  }

  private static Network run(Plan plan, long seconds) {
    return Network.start(plan).run(seconds * SECOND);
  }

  private static double megabits(Network n) {
    return Network.goodput(Network.start(n.plan()), n) / 1e6;
  }

  /** The first sender too many, as in ns-3's ten runs: (N - 1) w <= B, and nothing else. */
  @ParameterizedTest
  @CsvSource({"4,2", "8,2", "16,3", "32,5", "64,8"})
  void theFirstLoss(int buffer, int first) {
    for (int n = 1; n <= 12; n++) {
      Network answered = run(plan(n, CLASSIC, 10, buffer), 1);
      assertThat(answered.dropped() > 0).as("N %s, B %s", n, buffer).isEqualTo(n >= first);
      assertThat(n >= first).isEqualTo(n >= Formulas.firstLoss(10, buffer));
      if (n < first) {
        assertThat(answered.waiting().most()).isEqualTo((n - 1) * 10);
        assertThat(answered.rounds().done()).isGreaterThan(1_000);
      }
    }
  }

  /** The rule for every window, buffer and number of senders in a small world. */
  @Test
  void theRuleIsExact() {
    for (int w = 1; w <= 12; w++) {
      Rules rules = CLASSIC.withWindow(w, 1000);
      for (int buffer = 1; buffer <= 40; buffer += 3) {
        for (int n = 1; n <= 9; n++) {
          Network first = Network.start(plan(n, rules, w, buffer)).run(5_000_000);
          assertThat(first.dropped() == 0).isEqualTo((n - 1) * w <= buffer);
          assertThat(n < Formulas.firstLoss(w, buffer)).isEqualTo((n - 1) * w <= buffer);
        }
      }
    }
  }

  /**
   * When each round takes k timeouts, goodput is block / (k RTOmin + block / C): 40.2 Mbit/s at 200
   * ms for 1 MiB at 1 Gbit/s and k = 1.
   */
  @ParameterizedTest
  @CsvSource({"32,32", "24,64", "32,64", "48,64"})
  void thePlateau(int senders, int buffer) {
    long segments = (1L << 20) / 1448 / senders;
    Network n = run(plan(senders, CLASSIC, segments, buffer), 20);
    assertThat(n.rounds().slow()).isEqualTo(n.rounds().done());
    double plateau = Formulas.plateau(n.plan(), senders * segments, 1, 200_000) / 1e6;
    assertThat(plateau).isBetween(38.0, 41.0);
    assertThat(megabits(n)).isCloseTo(plateau, Percentage.withPercentage(5));
  }

  /** Doubling makes the next plateaus: k is 1, 3 = 1 + 2, 7 = 1 + 2 + 4; their mean counts. */
  @ParameterizedTest
  @CsvSource({"16,16", "16,32", "48,32", "64,32"})
  void thePlateausOfDoubledTimeouts(int senders, int buffer) {
    long segments = (1L << 20) / 1448 / senders;
    long[] seen = new long[2];
    Plan plan = plan(senders, CLASSIC, segments, buffer);
    Network n =
        Network.start(plan)
            .run(
                20 * SECOND,
                (what, network) -> {
                  if (network.rounds().done() > seen[0]) {
                    seen[0] = network.rounds().done();
                    seen[1] += Math.round(network.rounds().lastNanos() / 202e6);
                  }
                });
    double mean = (double) seen[1] / seen[0];
    assertThat(mean).isGreaterThan(1.1);
    double predicted = Formulas.plateau(n.plan(), senders * segments, mean, 200_000) / 1e6;
    double finished = megabits(n) * 20 * SECOND / n.rounds().sumNanos();
    assertThat(finished).isCloseTo(predicted, Percentage.withPercentage(6));
  }

  /** A round with k timeouts takes k RTOmin and little more: every slow round, within 5 %. */
  @Test
  void roundsTakeTimeouts() {
    int[] seen = new int[8];
    long[] rounds = {0, 0};
    Plan plan = plan(8, CLASSIC, 10, 32);
    Network.start(plan)
        .run(
            60 * SECOND,
            (what, network) -> {
              Rounds r = network.rounds();
              if (r.done() > rounds[0]) {
                rounds[0] = r.done();
                // Who waited for a timer waited for RTOmin; who did not was much faster.
                boolean waited = r.slow() > rounds[1];
                rounds[1] = r.slow();
                assertThat(r.lastNanos() >= 200_000_000).isEqualTo(waited);
                double k = r.lastNanos() / 202_000_000.0;
                // Backoff doubles: 1 timeout, then 1 + 2, then 1 + 2 + 4 times RTOmin.
                int nearest = (int) Math.round(k);
                assertThat(k)
                    .isBetween(nearest - 0.05 * Math.max(1, nearest), nearest * 1.05 + 0.05);
                seen[Math.min(7, nearest)]++;
              }
            });
    assertThat(seen[1] + seen[2]).isGreaterThan(20);
  }

  /** The owner's cliff: four senders hold, a fifth brings it down by an order of magnitude. */
  @Test
  void theCliff() {
    double four = megabits(run(plan(4, CLASSIC, 10, 32), 10));
    double five = megabits(run(plan(5, CLASSIC, 10, 32), 10));
    assertThat(four).isGreaterThan(700);
    assertThat(five).isLessThan(four / 10);
  }

  /** What moves it: buffer, RTOmin, staggering, a smaller initial window, no barrier. */
  @Test
  void whatHelps() {
    assertThat(megabits(run(plan(5, CLASSIC, 10, 64), 10))).isGreaterThan(700);
    Rules quick = CLASSIC.with(RtoRules.LINUX.withFloor(1_000));
    assertThat(megabits(run(plan(5, quick, 10, 32), 10))).isGreaterThan(300);
    Plan staggered =
        Topology.incast(5, CLASSIC, 10, GIGABIT, 100_000, Port.dropTail(32), 125_000, true);
    assertThat(run(staggered, 10).dropped()).isZero();
    assertThat(run(plan(5, CLASSIC.withWindow(3, 1000), 3, 32), 10).dropped()).isZero();
    Plan free = Topology.incast(5, CLASSIC, 10, GIGABIT, 100_000, Port.dropTail(32), 0, false);
    assertThat(megabits(run(free, 10))).isGreaterThan(300);
  }

  /** DCTCP: the port marks before it drops; eight long answers lose nothing where Reno does. */
  @Test
  void marksHelp() {
    Rules dctcp = CLASSIC.with(Algorithm.DCTCP);
    Port port = new Port(100, 10);
    Plan marked = Topology.incast(8, dctcp, 90, GIGABIT, 100_000, port, 0, true);
    Network n = run(marked, 5);
    assertThat(n.dropped()).isZero();
    assertThat(n.streams()).allMatch(s -> s.count().marked() > 0);
    assertThat(megabits(n)).isGreaterThan(700);
    Plan reno = Topology.incast(8, CLASSIC, 90, GIGABIT, 100_000, Port.dropTail(100), 0, true);
    assertThat(run(reno, 5).dropped()).isPositive();
  }

  private static double sixtyFourKib(int n, Rules rules) {
    Plan plan =
        Topology.incast(n, rules, 46, 200_000_000, 100_000, Port.dropTail(32), 0, true)
            .with(Frame.TBF)
            .withAccess(new Link(10_000_000_000L, 25_000))
            .withJitter(20_000);
    return megabits(run(plan, 20));
  }

  /**
   * 200 Mbit/s, 32 packets, 64 KiB from each, hosts that do not keep step: a kernel with the
   * recovery of 2008 fell to 30 Mbit/s with four senders, with today's it had 179 and 175 with four
   * and eight and fell to 58 with sixteen.
   */
  @Test
  void rackAndProbesMoveTheCliff() {
    assertThat(sixtyFourKib(4, CLASSIC)).isLessThan(60);
    assertThat(sixtyFourKib(8, CLASSIC)).isLessThan(60);
    assertThat(sixtyFourKib(4, Rules.LINUX_RENO)).isBetween(140.0, 192.0);
    assertThat(sixtyFourKib(8, Rules.LINUX_RENO)).isBetween(110.0, 192.0);
    assertThat(sixtyFourKib(16, Rules.LINUX_RENO)).isLessThan(60);
    Rules quick = CLASSIC.with(RtoRules.LINUX.withFloor(5_000));
    assertThat(sixtyFourKib(16, quick)).isGreaterThan(100);
  }
}
