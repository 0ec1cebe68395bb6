package lab.net.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.congestion.Algorithm;
import lab.net.tcp.congestion.Fault;
import lab.net.tcp.congestion.Phase;
import lab.net.tcp.congestion.Recovery;
import lab.net.tcp.congestion.Rules;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk flows through one slow link. */
class BottleneckTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Link TEN_MBIT = new Link(10_000_000, 0);
  private static final Rules RENO = Rules.LINUX_RENO.with(Recovery.LINUX_CLASSIC);

  /** The windows before and after each fast recovery of a flow. */
  private static List<int[]> teeth(Plan plan, int flow, long until) {
    Trace trace = new Trace(plan.sources().size(), Integer.MAX_VALUE);
    Network.start(plan).run(until, trace);
    List<int[]> teeth = new ArrayList<>();
    Trace.Point before = null;
    for (Trace.Point p : trace.points()) {
      if (p.flow() == flow) {
        boolean began = p.phase() == Phase.RECOVERY;
        if (before != null && began && before.phase() != Phase.RECOVERY) {
          teeth.add(new int[] {before.cwnd(), p.ssthresh()});
        }
        before = p;
      }
    }
    return teeth;
  }

  /**
   * 10 Mbit/s, 12 ms, 30 packets: ns-3 peaks at 42 and falls to 21, "BDP 10 + queue 30 + 1 or 2".
   * Here the packet that finds the queue full is sent at 41; the first peak is slow start's.
   */
  @Test
  void renosSawtooth() {
    Plan plan =
        Topology.dumbbell(List.of(RENO), TEN_MBIT, 10_700_000, Port.dropTail(30), 0)
            .with(new Frame(1500, 1448));
    assertThat(plan.baseNanos()).isBetween(11_950_000L, 12_050_000L);
    assertThat(plan.packetsInFlight()).isBetween(9.9, 10.1);
    List<int[]> teeth = teeth(plan, 0, 30 * SECOND);
    assertThat(teeth).hasSizeGreaterThan(20);
    for (int[] tooth : teeth.subList(2, teeth.size())) {
      assertThat(tooth[0]).isBetween(41, 42);
      assertThat(tooth[1]).isEqualTo(tooth[0] / 2);
    }
  }

  @Test
  void cubicKeepsSevenTenths() {
    Rules cubic = RENO.with(Algorithm.CUBIC);
    Plan plan = Topology.dumbbell(List.of(cubic), TEN_MBIT, 10_700_000, Port.dropTail(20), 0);
    List<int[]> teeth = teeth(plan, 0, 30 * SECOND);
    for (int[] tooth : teeth.subList(2, teeth.size())) {
      assertThat(tooth[1]).isEqualTo(tooth[0] * 717 / 1024);
    }
    assertThat(teeth).hasSizeGreaterThan(10);
  }

  /**
   * Beside a kernel (Linux 6.18: veth, tbf of 10 Mbit/s, pfifo of 30, no delay but the queue's):
   * slow start overshoots after 0.06 s at 60, the next loss comes after 0.21 s (without SACK after
   * 0.69 s), then Reno goes 31 or 32 to half of it every 0.51 s and CUBIC 31 to 21 every 0.68 s;
   * 9.56 Mbit/s arrive.
   */
  @ParameterizedTest
  @CsvSource({
    "RENO, true, 60, 0.21, 31, 0.51",
    "RENO, false, 59, 0.69, 31, 0.51",
    "CUBIC, true, 60, 0, 31, 0.68"
  })
  void asAKernelDid(
      Algorithm algorithm, boolean sack, int first, double second, int peak, double period) {
    Rules rules = Rules.LINUX_RENO.with(algorithm).with(Recovery.LINUX.withSack(sack));
    Plan plan =
        Topology.dumbbell(List.of(rules), TEN_MBIT, 100_000, Port.dropTail(30), 0).with(Frame.TBF);
    List<Double> at = new ArrayList<>();
    long[] recoveries = {0};
    Network n =
        Network.start(plan)
            .run(
                20 * SECOND,
                (what, network) -> {
                  boolean recovers = network.flow(0).phase() == Phase.RECOVERY;
                  if (recovers && recoveries[0] == 0) {
                    at.add(network.nowNanos() / 1e9);
                  }
                  recoveries[0] = recovers ? 1 : 0;
                });
    List<int[]> teeth = teeth(plan, 0, 20 * SECOND);
    assertThat(teeth.get(0)[0]).isBetween(first - 1, first + 4);
    assertThat(at.get(0)).isBetween(0.055, 0.07);
    // HyStart ends this kernel's slow start before CUBIC overshoots; it is left out here.
    if (algorithm == Algorithm.RENO) {
      assertThat(at.get(1)).isBetween(second * 0.95, second * 1.15);
    }
    for (int[] tooth : teeth.subList(2, teeth.size())) {
      assertThat(tooth[0]).isBetween(peak, peak + 2);
    }
    double mean = (at.get(at.size() - 1) - at.get(2)) / (at.size() - 3);
    assertThat(mean).isCloseTo(period, Percentage.withPercentage(6));
    assertThat(n.streams().get(0).count().timeouts()).isZero();
    assertThat(Network.goodput(Network.start(plan), n) / 1e6)
        .isCloseTo(9.56, Percentage.withPercentage(0.5));
  }

  /** One Reno flow fills the link if and only if the buffer holds the bandwidth-delay product. */
  @Test
  void aBufferOfOneBdpFillsTheLink() {
    Link link = new Link(10_000_000, 0);
    for (int buffer : new int[] {5, 10, 15, 22, 30, 60}) {
      Plan plan = Topology.dumbbell(List.of(RENO), link, 24_000_000, Port.dropTail(buffer), 0);
      double bdp = plan.packetsInFlight();
      Network from = Network.start(plan).run(10 * SECOND);
      Network to = from.run(60 * SECOND);
      double share = Network.goodput(from, to) / Formulas.payloadRate(plan);
      if (buffer >= bdp) {
        assertThat(share).as("buffer %s of %s", buffer, bdp).isGreaterThan(0.999);
      } else {
        assertThat(share).as("buffer %s of %s", buffer, bdp).isLessThan(0.995);
      }
    }
  }

  /** One packet in 400 is lost: W = sqrt(8 * 400 / 3) = 32.7; a kernel peaked at 31. */
  @Test
  void oneLossInFourHundred() {
    Link fast = new Link(1_000_000_000, 0);
    Plan plan =
        Topology.dumbbell(List.of(RENO), fast, 30_000_000, Port.dropTail(100), 0)
            .with(new Loss(400, 0, 0));
    List<int[]> teeth = teeth(plan, 0, 60 * SECOND);
    double peak =
        teeth.subList(3, teeth.size()).stream().mapToInt(t -> t[0]).average().orElseThrow();
    assertThat(Formulas.peak(400)).isBetween(32.6, 32.7);
    assertThat(peak).isCloseTo(Formulas.peak(400), Percentage.withPercentage(6));
    assertThat(Formulas.perRoundTrip(400))
        .isCloseTo(Formulas.peak(400) * 3 / 4, Percentage.withPercentage(0.1));
  }

  private static double share(Plan plan, long from, long until) {
    Network a = Network.start(plan).run(from);
    Network b = a.run(until);
    double first = b.delivered(0) - a.delivered(0);
    double second = b.delivered(1) - a.delivered(1);
    return first / (first + second);
  }

  /** The second flow begins when the first one has it all; in the end each has half. */
  @Test
  void twoFlowsShare() {
    Plan fair =
        Topology.dumbbell(List.of(RENO, RENO), TEN_MBIT, 20_000_000, Port.dropTail(20), 5 * SECOND)
            .withJitter(1_000_000);
    assertThat(share(fair, 40 * SECOND, 200 * SECOND)).isBetween(0.4, 0.6);
  }

  /** A sender that takes one segment back where the other takes half starves it. */
  @Test
  void whoTakesBackLessGetsMore() {
    List<Rules> rules = List.of(RENO.with(Fault.MINUS_ONE), RENO);
    Plan plan =
        Topology.dumbbell(rules, TEN_MBIT, 20_000_000, Port.dropTail(20), 0).withJitter(1_000_000);
    assertThat(share(plan, 20 * SECOND, 100 * SECOND)).isGreaterThan(0.8);
  }

  /** How long small requests take beside a bulk flow, the median. */
  private static long medianNanos(Rules rules, Port port) {
    Plan beside = Topology.beside(rules, rules, 1, TEN_MBIT, 10_000_000, port, 50_000_000);
    List<Long> took = new ArrayList<>();
    Network.start(beside)
        .run(
            60 * SECOND,
            (what, network) -> {
              Job job = network.job(1);
              if (job.done() > took.size()) {
                took.add(job.lastNanos());
              }
            });
    assertThat(took).hasSizeGreaterThan(300);
    return took.stream().sorted().skip(took.size() / 2).findFirst().orElseThrow();
  }

  /**
   * The owner's point: a small request inherits the queue of the bulk flow. A short buffer, or
   * marks, shorten its wait.
   */
  @Test
  void aSmallRequestWaitsForTheBulkFlow() {
    long packet = TEN_MBIT.nanos(Frame.ETHERNET.wireOctets());
    assertThat(medianNanos(RENO, Port.dropTail(60))).isBetween(30 * packet, 62 * packet);
    assertThat(medianNanos(RENO, Port.dropTail(8))).isLessThan(10 * packet);
    Rules dctcp = RENO.with(Algorithm.DCTCP);
    assertThat(medianNanos(dctcp, new Port(60, 5))).isLessThan(12 * packet);
  }

  /** DCTCP keeps the queue near its threshold, and drops nothing. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20})
  void dctcpKeepsTheQueueShort(int threshold) {
    Rules dctcp = RENO.with(Algorithm.DCTCP);
    Link gigabit = new Link(1_000_000_000, 0);
    Port port = new Port(200, threshold);
    Plan plan = Topology.dumbbell(List.of(dctcp, dctcp), gigabit, 100_000, port, 0);
    int[] most = {0};
    Network n = Network.start(plan).run(SECOND / 10);
    Network end = n.run(SECOND, (what, network) -> most[0] = Math.max(most[0], network.waiting()));
    assertThat(most[0]).isBetween(threshold, 2 * threshold + 10);
    assertThat(end.dropped()).isZero();
    double goodput = Network.goodput(n, end);
    if (threshold >= 10) {
      assertThat(goodput).isCloseTo(1e9 * 1448 / 1538, Percentage.withPercentage(2));
    }
  }
}
