package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How losses are repaired, by each of the ways. */
class RecoveryTest {
  private static final long RTT = 100_000;

  private static Path path(Recovery recovery, int window) {
    Rules rules = Rules.RENO.with(recovery).with(RtoRules.LINUX).withWindow(window, window);
    return new Path(rules, new Acking(recovery.sack(), 1, 0), RTT);
  }

  /** Round trips from the first retransmission until recovery is over. */
  private static double roundTrips(Recovery recovery, int losses) {
    Path path = path(recovery, 20);
    path.loses = n -> n >= 20 && n < 20 + losses;
    long[] span = new long[2];
    path.watcher =
        (before, event, after) -> {
          if (!before.phase().reduced() && after.phase().reduced()) {
            span[0] = event.atMicros();
          }
          if (before.phase().reduced() && !after.phase().reduced()) {
            span[1] = event.atMicros();
          }
        };
    path.supply(300);
    path.finish();
    assertThat(path.receiver.next()).isEqualTo(300);
    return (span[1] - span[0]) / (double) RTT;
  }

  /** NewReno repairs one hole in a round trip, SACK all at once. */
  @Test
  void newRenoRepairsOneHoleInARoundTrip() {
    for (int losses = 1; losses <= 5; losses++) {
      assertThat(roundTrips(Recovery.NEWRENO, losses)).isEqualTo(losses);
    }
    assertThat(roundTrips(Recovery.SACK, 1)).isEqualTo(1);
    assertThat(roundTrips(Recovery.SACK, 5)).isBetween(1.0, 2.0);
    assertThat(roundTrips(Recovery.LINUX_CLASSIC, 5)).isBetween(1.0, 2.0);
  }

  /** The windows of the first round trip after a loss. */
  private static List<Integer> inRecovery(Path path) {
    List<Integer> windows = new ArrayList<>();
    path.watcher =
        (before, event, after) -> {
          if (after.phase() == Phase.RECOVERY) {
            windows.add(after.window().cwnd());
          }
        };
    path.supply(100);
    path.run(RTT + 1);
    return windows;
  }

  /** RFC 6582, number by number: 10 of 20, inflated by three and by each further duplicate. */
  @Test
  void newRenoInflates() {
    Path path = path(Recovery.NEWRENO.withLimitedTransmit(false), 20);
    path.loses = n -> n == 0;
    List<Integer> windows = inRecovery(path);
    assertThat(windows).startsWith(13, 14, 15, 16).endsWith(10 + 19);
    assertThat(path.sender.flight()).isEqualTo(29);
    path.run(2 * RTT);
    assertThat(path.phase()).isEqualTo(Phase.OPEN);
    assertThat(path.cwnd()).isEqualTo(10);
  }

  /** The window comes down by half of what arrives, and ends at ssthresh. */
  @Test
  void prrComesDownWithEachAcknowledgement() {
    Path path = path(Recovery.LINUX_CLASSIC, 20);
    path.loses = n -> n == 0;
    List<Integer> windows = inRecovery(path);
    assertThat(windows.get(0)).isBetween(17, 19);
    for (int i = 1; i < windows.size(); i++) {
      assertThat(windows.get(i)).isBetween(windows.get(i - 1) - 1, windows.get(i - 1));
    }
    path.run(2 * RTT);
    assertThat(path.cwnd()).isEqualTo(10);
  }

  /** RFC 3042: four segments, one lost: without limited transmit no third duplicate ever comes. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void limitedTransmitSavesATimeout(boolean on) {
    for (Recovery base : List.of(Recovery.NEWRENO, Recovery.SACK, Recovery.LINUX_CLASSIC)) {
      Path path = path(base.withLimitedTransmit(on), 3);
      path.loses = n -> n == 0;
      boolean[] timeout = {false};
      int[] beyond = {0};
      path.watcher =
          (before, event, after) -> {
            timeout[0] |= after.phase() == Phase.LOSS;
            if (after.phase() == Phase.DISORDER) {
              beyond[0] = Math.max(beyond[0], after.flight() - after.window().cwnd());
            }
          };
      path.supply(50);
      path.finish();
      assertThat(timeout[0]).isEqualTo(!on);
      assertThat(beyond[0]).isEqualTo(on ? 2 : 0);
    }
  }

  /** The last segments are lost: nobody acknowledges above the hole. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "8"})
  void aProbeSavesTheTail(int lost) {
    long[] ends = new long[2];
    for (int i = 0; i < 2; i++) {
      Path path = path(i == 0 ? Recovery.LINUX_CLASSIC : Recovery.LINUX, 10);
      path.loses = n -> n >= 10 - lost && n < 10;
      boolean[] timeout = {false};
      path.watcher = (before, event, after) -> timeout[0] |= after.phase() == Phase.LOSS;
      path.supply(10);
      path.finish();
      ends[i] = path.now;
      assertThat(timeout[0]).isEqualTo(i == 0);
    }
    assertThat(ends[0]).isGreaterThanOrEqualTo(RTT + 300_000);
    // A single segment is probed when its timeout would end, and not earlier (Linux).
    assertThat(ends[1]).isLessThanOrEqualTo(ends[0] + RtoRules.LINUX.tickMicros());
    if (lost == 2) {
      assertThat(ends[1]).isEqualTo(RTT + 2 * RTT + 4_000 + 2 * RTT);
    }
  }

  /** With D-SACK a probe that was not needed costs no window (RFC 8985, 7.4). */
  @Test
  void aProbeThatWasNotNeededReducesNothing() {
    Path path = path(Recovery.LINUX, 10);
    path.losesAck = n -> n == 9; // only the last acknowledgement is lost
    path.supply(10);
    path.finish();
    assertThat(path.sent).hasSize(11);
    path.supply(20);
    path.finish();
    assertThat(path.ssthresh()).isEqualTo(10);
    assertThat(path.cwnd()).isGreaterThanOrEqualTo(10);
  }

  /** A probe that repaired the loss by itself is congestion all the same. */
  @Test
  void aProbeThatRepairedALossReduces() {
    Path path = path(Recovery.LINUX, 10);
    path.loses = n -> n == 9;
    path.supply(10);
    path.finish();
    assertThat(path.ssthresh()).isEqualTo(10);
    path.supply(20);
    path.finish();
    assertThat(path.ssthresh()).isEqualTo(5);
  }

  /** Only RACK sees that a retransmission was lost. */
  @Test
  void rackFindsALostRetransmission() {
    Path classic = path(Recovery.LINUX_CLASSIC, 20);
    Path rack = path(Recovery.LINUX, 20);
    for (Path path : List.of(classic, rack)) {
      path.loses = n -> path.sent.get((int) n) == 0 && resends(path) <= 1;
      boolean[] timeout = {false};
      path.watcher = (before, event, after) -> timeout[0] |= after.phase() == Phase.LOSS;
      path.supply(200);
      path.finish();
      assertThat(timeout[0]).isEqualTo(path == classic);
    }
  }

  private static long resends(Path path) {
    return path.sent.stream().filter(seq -> seq == 0).count() - 1;
  }

  /** An application that says little has a window that it did not try (RFC 5681). */
  @Test
  void theThresholdFollowsTheFlight() {
    int[] seen = new int[2];
    for (int i = 0; i < 2; i++) {
      Fault fault = i == 0 ? Fault.NONE : Fault.THRESHOLD_FROM_WINDOW;
      Path path = new Path(Rules.RENO.withWindow(40, 40).with(fault), Acking.EACH, RTT);
      path.loses = n -> n == 2; // six are in flight when it shows
      path.supply(8);
      path.finish();
      seen[i] = path.ssthresh();
    }
    assertThat(seen).containsExactly(3, 20);
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new Recovery(false, true, true, true, false))
        .isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> Rules.RENO.withWindow(0, 2)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> Rules.RENO.withWindow(1, 1)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> Rules.initialWindow(0)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new Acking(true, 3, 0)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new Acking(true, 1, 600_000)).isInstanceOf(BadInput.class);
    Congestion reno = new Congestion(Rules.RENO);
    Sender idle = reno.start(0);
    assertThatThrownBy(() -> reno.on(idle, new Event.TimerEnded(1))).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> reno.on(idle, new Event.Acked(1, Ack.of(1))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("was not sent");
    assertThatThrownBy(() -> reno.on(idle, new Event.Supplied(1, 0))).isInstanceOf(BadInput.class);
  }
}
