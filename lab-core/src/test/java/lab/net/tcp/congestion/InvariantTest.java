package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated histories: losses in both directions, marks, reordering, an application that is busy or
 * idle. A correct sender keeps every invariant, everything arrives, and each fault is caught by its
 * invariant.
 */
class InvariantTest {
  private static final int RUNS = 60;

  private static final Map<Fault, Invariant> CATCHES =
      Map.of(
          Fault.NO_HALVING, Invariant.REDUCTION,
          Fault.MINUS_ONE, Invariant.REDUCTION,
          Fault.MULTIPLICATIVE_INCREASE, Invariant.AVOIDANCE,
          Fault.HALVING_PER_LOSS, Invariant.ONE_REDUCTION,
          Fault.NO_BACKOFF, Invariant.BACKOFF,
          Fault.NO_KARN, Invariant.KARN,
          Fault.THRESHOLD_FROM_WINDOW, Invariant.REDUCTION,
          Fault.NO_RESTART, Invariant.RESTART);

  static List<Rules> rules() {
    List<Rules> all = new ArrayList<>();
    List<Recovery> recoveries =
        List.of(
            Recovery.NEWRENO,
            Recovery.NEWRENO.withLimitedTransmit(false),
            Recovery.SACK,
            Recovery.SACK.withLimitedTransmit(false),
            Recovery.LINUX_CLASSIC,
            Recovery.LINUX_CLASSIC.withSack(false),
            Recovery.LINUX);
    for (Algorithm algorithm : Algorithm.values()) {
      for (Recovery recovery : recoveries) {
        RtoRules rto = recovery.prr() ? RtoRules.LINUX : RtoRules.RFC_6298;
        all.add(
            Rules.RENO
                .with(algorithm)
                .with(recovery)
                .with(rto)
                .withCounting(recovery.prr())
                .withWindow(4, Window.NO_THRESHOLD));
      }
    }
    return all;
  }

  /** Plays one history; what it broke, and the phases it went through. */
  private static void play(Rules rules, long seed, Set<Invariant> broken, Set<Phase> phases) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean sack = rules.recovery().sack();
    Path path = new Path(rules, new Acking(sack, 1 + random.nextInt(2), 40_000), 50_000);
    int loss = random.nextInt(3) == 0 ? 0 : 4 + random.nextInt(60);
    int mark = random.nextInt(3) == 0 ? 5 + random.nextInt(60) : 0;
    path.loses = n -> loss > 0 && random.nextInt(loss) == 0;
    path.losesAck = n -> random.nextInt(30) == 0;
    path.marks = n -> mark > 0 && random.nextInt(mark) == 0;
    path.jitter = random.nextInt(4) == 0 ? random.split() : null;
    path.watcher =
        (before, event, after) -> {
          phases.add(after.phase());
          for (Invariant i : Invariant.values()) {
            if (!i.holds(rules, before, event, after)) {
              broken.add(i);
            }
          }
          assertThat(Flow.of(rules, after).freeze()).isEqualTo(after);
        };
    for (int burst = 0; burst < 4; burst++) {
      path.supply(1 + random.nextInt(120));
      if (random.nextBoolean()) {
        path.finish();
        path.now += random.nextLong(5_000_000);
      } else {
        path.run(path.now + random.nextLong(400_000));
      }
    }
    path.finish();
    assertThat(path.receiver.next()).as("seed %s", seed).isEqualTo(path.sender.span().supplied());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aCorrectSenderKeepsThemAll(Rules rules) {
    Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    for (int seed = 0; seed < RUNS; seed++) {
      play(rules, seed, broken, phases);
      assertThat(broken).as("%s, seed %s", rules, seed).isEmpty();
    }
    assertThat(phases).containsExactlyInAnyOrder(Phase.values());
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void eachFaultIsCaught(Fault fault) {
    int caught = 0;
    for (Rules rules : rules()) {
      Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
      for (int seed = 0; seed < 12; seed++) {
        play(rules.with(fault), seed, broken, EnumSet.noneOf(Phase.class));
      }
      caught += broken.contains(CATCHES.get(fault)) ? 1 : 0;
    }
    // Linux takes the window anyway, CUBIC grows by time: those two faults cannot show everywhere.
    boolean everywhere =
        fault != Fault.THRESHOLD_FROM_WINDOW && fault != Fault.MULTIPLICATIVE_INCREASE;
    assertThat(caught).isGreaterThanOrEqualTo(everywhere ? rules().size() : 8);
  }

  /** Every invariant has a step that breaks it, or it could not fail. */
  @Test
  void noInvariantIsEmpty() {
    Rules rules = Rules.RENO;
    Congestion reno = new Congestion(rules);
    Sender start = reno.start(100_000);
    Event event = new Event.Supplied(0, 100);
    Sender sent = reno.on(start, event).after();
    Sender small = with(sent, new Window(0, 1, 0, Window.Use.NONE));
    assertThat(Invariant.WINDOW.holds(rules, start, event, small)).isFalse();
    assertThat(Invariant.THRESHOLD.holds(rules, start, event, small)).isFalse();
    assertThat(Invariant.FLIGHT.holds(rules, start, event, small)).isFalse();
    assertThat(Invariant.FLIGHT.holds(rules, start, event, sent)).isTrue();
    Sender large = with(sent, new Window(30, Window.NO_THRESHOLD, 0, Window.Use.NONE));
    assertThat(Invariant.SLOW_START.holds(rules, sent, event, large)).isFalse();
  }

  private static Sender with(Sender s, Window window) {
    return new Sender(
        s.span(), window, s.episode(), s.board(), s.roundTrip(), s.timer(), s.tail(), s.memory());
  }
}
