package lab.net.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;
import lab.net.sim.Pending.Kind;
import lab.net.tcp.congestion.Algorithm;
import lab.net.tcp.congestion.Recovery;
import lab.net.tcp.congestion.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network as a value: nothing is lost unseen, and the same thing happens twice. */
class NetworkTest {
  private static final Link SLOW = new Link(10_000_000, 5_000_000);
  private static final long SECOND = 1_000_000_000L;

  static List<Plan> plans() {
    Rules linux = Rules.LINUX_RENO;
    List<Plan> plans = new ArrayList<>();
    for (Algorithm algorithm : Algorithm.values()) {
      List<Rules> two = List.of(linux.with(algorithm), linux.with(algorithm));
      Port port = new Port(20, algorithm == Algorithm.DCTCP ? 5 : 0);
      plans.add(Topology.dumbbell(two, SLOW, 12_000_000, port, 40_000_000));
    }
    Rules newReno = linux.with(Recovery.NEWRENO);
    plans.add(
        Topology.dumbbell(List.of(newReno, linux), SLOW, 12_000_000, Port.dropTail(9), 1)
            .with(new Loss(70, 50, 7))
            .withJitter(300_000));
    plans.add(
        Topology.incast(6, linux, 30, 1_000_000_000, 100_000, Port.dropTail(16), 5_000, true));
    plans.add(Topology.incast(6, linux, 30, 1_000_000_000, 100_000, Port.dropTail(16), 0, false));
    plans.add(Topology.beside(linux, linux, 2, SLOW, 12_000_000, Port.dropTail(30), 20_000_000));
    return plans;
  }

  /** At each of many times: sent = arrived + dropped + lost + on the way, and queue <= B. */
  @ParameterizedTest
  @MethodSource("plans")
  void nothingIsLostUnseen(Plan plan) {
    Network n = Network.start(plan);
    for (int i = 1; i <= 200; i++) {
      n = n.run(i * SECOND / 50);
      assertThat(n.conserved()).isTrue();
      assertThat(n.waiting().startNanos().size()).isLessThanOrEqualTo(plan.port().packets());
    }
    assertThat(n.waiting().most()).isLessThanOrEqualTo(plan.port().packets());
    assertThat(n.streams()).allMatch(s -> s.count().arrived() > 10);
    double goodput = Network.goodput(Network.start(plan), n);
    // What arrived above a hole counts when the hole is filled: one queue's worth of slack.
    assertThat(goodput).isPositive().isLessThanOrEqualTo(Formulas.payloadRate(plan) * 1.001);
  }

  /** Step by step, in pieces and in one go: the same network. */
  @ParameterizedTest
  @MethodSource("plans")
  void theSameThingHappensTwice(Plan plan) {
    Network whole = Network.start(plan).run(SECOND);
    assertThat(Network.start(plan).run(SECOND)).isEqualTo(whole);
    Network pieces = Network.start(plan);
    for (int i = 1; i <= 97; i++) {
      pieces = pieces.run(i * SECOND / 97);
    }
    assertThat(pieces).isEqualTo(whole);
    Network steps = Network.start(plan);
    for (int i = 0; i < 500; i++) {
      Network before = steps;
      steps = steps.step();
      assertThat(steps.nowNanos()).isEqualTo(before.pending().get(0).atNanos());
    }
    assertThat(Network.start(plan).run(steps.nowNanos()).nowNanos()).isEqualTo(steps.nowNanos());
  }

  /** A packet that leaves the queue makes room for one that arrives at the same time. */
  @Test
  void leavingComesBeforeArriving() {
    // Two senders at the rate of the shared link: in each packet time two come and one leaves.
    Rules rules = Rules.RENO.withWindow(10, 100);
    for (int buffer = 9; buffer <= 10; buffer++) {
      Port port = Port.dropTail(buffer);
      Plan plan = Topology.incast(2, rules, 10, 1_000_000_000, 1_000_000, port, 0, true);
      Network n = Network.start(plan).run(600_000);
      assertThat(n.waiting().most()).isEqualTo(buffer);
      assertThat(n.dropped()).isEqualTo(10 - buffer);
    }
  }

  @Test
  void pendingThingsHaveAnOrder() {
    Pending first = new Pending(5, Kind.ARRIVES, 3, 0, false, null, 9);
    Pending laterKind = new Pending(5, Kind.ACKED, 0, 0, false, null, 1);
    Pending laterFlow = new Pending(5, Kind.ARRIVES, 4, 0, false, null, 2);
    Pending laterPlanned = new Pending(5, Kind.ARRIVES, 3, 0, false, null, 10);
    Pending laterTime = new Pending(6, Kind.ARRIVES, 0, 0, false, null, 0);
    List<Pending> given = List.of(laterTime, laterKind, laterFlow, laterPlanned, first);
    assertThat(new Agenda(given).freeze())
        .containsExactly(first, laterPlanned, laterFlow, laterKind, laterTime);
    Agenda agenda = new Agenda(given);
    List<Pending> taken = new ArrayList<>();
    while (!agenda.isEmpty()) {
      taken.add(agenda.take());
    }
    assertThat(taken).isEqualTo(new Agenda(given).freeze());
  }

  /** A person takes a packet away: the window is halved, once. */
  @Test
  void aPacketCanBeTakenAway() {
    Rules rules = Rules.LINUX_RENO.withWindow(10, 10);
    Plan plan = Topology.dumbbell(List.of(rules), SLOW, 30_000_000, Port.dropTail(100), 0);
    Network n = Network.start(plan).run(SECOND);
    int before = n.streams().get(0).sender().window().cwnd();
    while (n.pending().stream().noneMatch(p -> p.kind() == Kind.ARRIVES)) {
      n = n.step();
    }
    Network lost = n.lose(0);
    assertThat(lost.conserved()).isTrue();
    assertThat(lost.streams().get(0).count().lost()).isEqualTo(1);
    Network after = lost.run(lost.nowNanos() + SECOND / 2);
    assertThat(after.streams().get(0).sender().window().ssthresh())
        .isBetween(before / 2, before / 2 + 1);
    assertThat(after.streams().get(0).count().recoveries()).isEqualTo(1);
    assertThatThrownBy(() -> Network.start(plan).lose(0))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("no packet of flow 0");
  }

  @Test
  void losesOneInSoMany() {
    Loss every = new Loss(400, 0, 0);
    Loss chance = new Loss(0, 400, 1);
    int regular = 0;
    int random = 0;
    for (int i = 1; i <= 400_000; i++) {
      regular += every.takes(i) ? 1 : 0;
      random += chance.takes(i) ? 1 : 0;
    }
    assertThat(regular).isEqualTo(1_000);
    assertThat(random).isBetween(900, 1_100);
  }

  @Test
  void jainsIndex() {
    assertThat(Formulas.jainPermille(5, 5)).isEqualTo(1000);
    assertThat(Formulas.jainPermille(5, 0)).isEqualTo(500);
    assertThat(Formulas.jainPermille(3, 1)).isEqualTo(800);
    assertThat(Formulas.jainPermille(0, 0, 0)).isEqualTo(1000);
    assertBad(() -> Formulas.jainPermille(-1), "a share is");
    assertBad(() -> Formulas.firstLoss(0, 4), "at least 1");
  }

  @Test
  void impossibleNetworksAreRefused() {
    Rules r = Rules.RENO;
    assertBad(() -> Port.dropTail(0), "a buffer holds 1..");
    assertBad(() -> new Port(4, 5), "the marking threshold is 0..");
    assertBad(() -> new Link(0, 0), "a link's rate");
    assertBad(() -> new Link(1_000, -1), "a link's delay");
    assertBad(() -> new Frame(10, 11), "a frame carries");
    assertBad(() -> new Loss(1, 0, 0), "one packet in 2 or more");
    assertBad(() -> new Traffic(-1, 1, Traffic.Again.NEVER, 0), "not negative");
    assertBad(() -> new Traffic(0, 0, Traffic.Again.NEVER, 0), "1..2^40");
    assertBad(() -> Topology.dumbbell(List.of(), SLOW, 1, Port.dropTail(1), 0), "1..1024 senders");
    assertBad(
        () -> Topology.incast(0, r, 1, 1_000_000, 1_000, Port.dropTail(1), 0, true),
        "at least 1 sender");
    Network n = Network.start(plans().get(0)).run(5);
    assertBad(() -> n.run(4), "it is 5 ns already");
    assertBad(() -> plans().get(0).withJitter(-1), "the jitter is");
  }

  private static void assertBad(org.assertj.core.api.ThrowableAssert.ThrowingCallable c, String m) {
    assertThatThrownBy(c).isInstanceOf(BadInput.class).hasMessageContaining(m);
  }
}
