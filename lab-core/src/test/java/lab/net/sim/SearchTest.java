package lab.net.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.net.tcp.congestion.Acking;
import lab.net.tcp.congestion.Fault;
import lab.net.tcp.congestion.Recovery;
import lab.net.tcp.congestion.RtoRules;
import lab.net.tcp.congestion.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to lose up to three packets of a short transfer. */
class SearchTest {
  private static final Bounds BOUNDS = Bounds.ofStates(100_000);

  private static Exploration explore(Recovery recovery, Fault fault, int losses) {
    Rules rules = Rules.RENO.with(recovery).with(RtoRules.LINUX).with(fault).withWindow(6, 6);
    Traffic twelve = new Traffic(0, 12, Traffic.Again.NEVER, 0);
    Source source = new Source(rules, Acking.EACH.withSack(recovery.sack()), twelve);
    Plan plan =
        Topology.dumbbell(List.of(rules), new Link(10_000_000, 0), 50_000_000, Port.dropTail(20), 0)
            .with(List.of(source));
    return Explorer.explore(new NetworkMachine(plan, losses), BOUNDS);
  }

  private static Recovery recovery(String name) {
    return switch (name) {
      case "newreno" -> Recovery.NEWRENO;
      case "sack" -> Recovery.SACK;
      case "classic" -> Recovery.LINUX_CLASSIC;
      case "linux" -> Recovery.LINUX;
      default -> throw new AssertionError(name);
    };
  }

  /** Whatever three packets are lost: all arrives, nothing is broken, every phase is seen. */
  @ParameterizedTest
  @CsvSource({"newreno, 7421", "sack, 8518", "classic, 7787", "linux, 8142"})
  void anyThreeLosses(String name, long states) {
    Exploration found = explore(recovery(name), Fault.NONE, 3);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    found
        .answers()
        .forEach(
            a -> assertThat(a.outcome()).as(a.claim().name()).isIn(Outcome.SAFE, Outcome.REACHED));
  }

  /** Additive decrease is found by one loss: the window that lost a segment keeps five of six. */
  @Test
  void theFaultIsFound() {
    Exploration found = explore(Recovery.SACK, Fault.MINUS_ONE, 1);
    assertThat(found.complete()).isTrue();
    assertThat(found.answer("reduction").outcome()).isEqualTo(Outcome.BREAKS);
    assertThat(found.answer("reduction").schedule()).isPresent();
    assertThat(found.answer("arrives").outcome()).isEqualTo(Outcome.SAFE);
    Exploration backoff = explore(Recovery.NEWRENO, Fault.NO_BACKOFF, 2);
    assertThat(backoff.answer("backoff").outcome()).isEqualTo(Outcome.BREAKS);
    Exploration karn = explore(Recovery.NEWRENO, Fault.NO_KARN, 1);
    assertThat(karn.answer("karn").outcome()).isEqualTo(Outcome.BREAKS);
  }
}
