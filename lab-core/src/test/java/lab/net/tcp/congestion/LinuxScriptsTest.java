package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What Linux does, acknowledgement by acknowledgement: histories of the kernel's own packetdrill
 * tests (github.com/google/packetdrill, gtests/net/tcp; the names are theirs), told again. Each
 * says what arrives, what is sent at once, and what TCP_INFO shows.
 */
class LinuxScriptsTest {
  private static final Rules CUBIC = Rules.LINUX_RENO.with(Algorithm.CUBIC);

  /** fast_recovery/prr-ss-10pkt-lost-1. */
  @Test
  void prrTenSentOneLost() {
    Play p = new Play(CUBIC, 100).supply(10).sendsFrom(0, 10);
    p.ack(110, 0, 1, 2).sends().ack(10, 0, 1, 3).sends();
    p.ack(10, 0, 1, 4).sends(0).shows(Phase.RECOVERY, 7).ssthresh(7);
    p.supply(7).sends();
    for (int i = 0; i < 6; i++) {
      p.ack(10, 0, 1, 5 + i).sends(10 + i);
    }
    p.ack(20, 10).sends(16).shows(Phase.OPEN, 7).ssthresh(7);
  }

  /** fast_recovery/prr-ss-30pkt-lost-1_4-11_16. */
  @Test
  void prrConservesThenSlowStarts() {
    Play p = new Play(CUBIC, 10).supply(20).sendsFrom(0, 10);
    p.ack(10, 0, 4, 5).sends(10).ack(2, 0, 4, 6).sends(11);
    p.ack(2, 0, 4, 7).sends(0).ack(2, 0, 4, 8).sends(1);
    p.ack(2, 0, 4, 9).sends(2).ack(2, 0, 4, 10).sends(3);
    p.ack(2, 0, 4, 11).sends(12).ack(2, 0, 4, 12).sends(13);
    p.ack(10, 1, 4, 12).sends(14, 15);
    p.ack(2, 1, 2, 12).sends(1, 16);
    p.ack(2, 1, 2, 13).sends(17).ack(2, 1, 2, 14).sends(18);
  }

  /** fast_recovery/prr-ss-30pkt-lost1_4: afterwards ssthresh segments go at once. */
  @Test
  void prrEndsAtTheThreshold() {
    Play p = new Play(CUBIC, 10).supply(10).sendsFrom(0, 10);
    p.ack(10, 0, 4, 5).sends().ack(2, 0, 4, 6).sends();
    p.ack(0, 0, 4, 7).sends(0).ack(0, 0, 4, 8).sends(1);
    p.ack(0, 0, 4, 9).sends(2).ack(0, 0, 4, 10).sends(3);
    p.ack(10, 1, 4, 10).sends().ack(0, 2, 4, 10).sends().ack(0, 3, 4, 10).sends();
    p.ack(0, 10).sends();
    p.now += 10_000;
    p.supply(10).sendsFrom(10, 7);
  }

  /**
   * fast_recovery/prr-ss-ack-below-snd_una-cubic: an old acknowledgement has news in its blocks.
   */
  @Test
  void anOldAcknowledgementSacks() {
    Play p = new Play(CUBIC, 10).supply(10).sendsFrom(0, 10);
    p.ack(10, 0, 1, 2).ack(0, 0, 1, 3).ack(0, 0, 1, 3, 8, 9).sends(0);
    p.ack(12, 4, 8, 9).sends(4, 5, 6);
    p.supply(10).sends();
    p.ack(2, 3, 5, 7).sends(7, 10);
  }

  /** fast_retransmit/fr-4pkt and fr-4pkt-sack. */
  @Test
  void fastRetransmit() {
    Play plain = new Play(CUBIC.with(Recovery.LINUX.withSack(false)), 100).supply(4);
    plain.ack(100, 0).sends().ack(0, 0).sends().ack(0, 0).sends(0);
    Play sack = new Play(CUBIC, 100).supply(4);
    sack.ack(100, 0, 1, 2).sends().ack(0, 0, 1, 3).sends().ack(0, 0, 1, 4).sends(0);
  }

  /** fast_retransmit/fr-4pkt-fack-last-mss: the reordering timer, not the acknowledgement. */
  @Test
  void rackWaitsForReordering() {
    Play p = new Play(CUBIC, 100).supply(4).sendsFrom(0, 4);
    p.ack(100, 0, 3, 4).sends();
    p.timer(24, 44).sends(0);
    assertThat(p.sender.phase()).isEqualTo(Phase.RECOVERY);
  }

  /** limited_transmit/limited-transmit-no-sack and -sack: it was reordering, not loss. */
  @Test
  void limitedTransmit() {
    for (boolean sack : new boolean[] {false, true}) {
      Play p = new Play(CUBIC.with(Recovery.LINUX.withSack(sack)), 100).supply(15);
      p.sendsFrom(0, 10);
      p = sack ? p.ack(110, 0, 1, 2) : p.ack(110, 0);
      p.sends(10);
      p = sack ? p.ack(10, 0, 1, 3) : p.ack(10, 0);
      p.sends(11);
      p.ack(10, 3).sends(12, 13).cwnd(11);
      p.ack(20, 5).sends(14);
    }
  }

  /** slow_start/slow-start-ack-per-1pkt, -2pkt, -4pkt. */
  @Test
  void slowStart() {
    for (int each : new int[] {1, 2}) {
      Play p = new Play(CUBIC, 100).supply(30).sendsFrom(0, 10).cwnd(10);
      for (int next = each; next <= 10; next += each) {
        p.ack(next == each ? 105 : 5, next).sendsFrom(10 + 2 * (next - each), 2 * each);
      }
      p.cwnd(20);
    }
    Play four = new Play(CUBIC, 100).supply(30).sendsFrom(0, 10).cwnd(10);
    four.ack(110, 4).sendsFrom(10, 8).ack(10, 8).sendsFrom(18, 8);
    four.ack(5, 10).sendsFrom(26, 4).cwnd(20);
  }

  /** slow_start/slow-start-app-limited, -9-packets-out, -ack-per-2pkt-send-5pkt and -6pkt. */
  @Test
  void aWindowThatIsNotUsedDoesNotGrow() {
    int[][] histories = {{10, 20}, {9, 18}, {6, 12}, {5, 10}};
    for (int[] h : histories) {
      Play p = new Play(CUBIC, 100).supply(h[0]);
      for (int next = 2; next <= h[0]; next += 2) {
        p.ack(next == 2 ? 105 : 5, next);
      }
      p.ack(5, h[0]).cwnd(h[1]);
    }
  }

  /** slow_start/slow-start-after-idle: 36, and after 2 s no more than 10. */
  @Test
  void slowStartAfterIdle() {
    Play p = new Play(CUBIC, 100).supply(26).sendsFrom(0, 10);
    p.ack(100, 10).cwnd(20).sendsFrom(10, 16);
    p.ack(100, 26).cwnd(36);
    p.now += 2_000_000;
    p.supply(20).cwnd(10).sendsFrom(26, 10);
  }

  /** cwnd_moderation: disorder moderates nothing. */
  @Test
  void disorderLeavesTheWindow() {
    new Play(CUBIC, 100).supply(4).ack(100, 0, 1, 2).shows(Phase.DISORDER, 10);
  }

  /**
   * cwnd_moderation-ecn-enter-cwr: three are in flight, ssthresh is 7. The script says 4; since
   * Linux 5.19, where both branches of PRR may add one (tcp_cwnd_reduction), it is 5.
   */
  @Test
  void marksComeDownByPrr() {
    new Play(CUBIC, 100).supply(4).echo(100, 1).shows(Phase.CWR, 5).ssthresh(7);
  }

  /** sack/sack-shift-sacked-2-6-8-3-9-nofack; TCP_INFO counts lost ones that were resent, too. */
  @Test
  void whatIsLost() {
    Play p = new Play(CUBIC, 100).supply(10).sendsFrom(0, 10);
    p.ack(100, 0, 2, 3).sends().ack(1, 0, 2, 3, 6, 7).sends();
    p.ack(1, 0, 2, 3, 6, 7, 8, 9).sends(0).lost(6);
    assertThat(p.sender.phase()).isEqualTo(Phase.RECOVERY);
    p.ack(7, 0, 2, 4, 6, 7, 8, 9).sends(1).lost(5);
    p.ack(10, 0, 2, 4, 6, 7, 8, 10).lost(5);
    p.ack(83, 1, 2, 4, 6, 7, 8, 10).lost(4);
    p.ack(17, 4, 6, 7, 8, 10).lost(3);
    p.ack(10, 7, 8, 10).ack(100, 10);
    assertThat(p.sender.phase()).isEqualTo(Phase.OPEN);
  }

  /** cubic/cubic-rto-ss-ca-cwnd-bump: a probe, a timeout, slow start to 7, then one for twenty. */
  @Test
  void cubicAfterATimeout() {
    Play p = new Play(CUBIC, 100).supply(1).sends(0).ack(100, 1).cwnd(10);
    p.supply(1).sends(1);
    p.timer(300, 304).sends(1);
    p.timer(300, 304).sends(1);
    p.ack(100, 2).cwnd(2).ssthresh(7);
    p.supply(200).sends(2, 3);
    p.ack(100, 3).sends(4, 5).cwnd(3).ack(2, 4).sends(6, 7).cwnd(4);
    p.ack(98, 5).sends(8, 9).cwnd(5).ack(2, 6).sends(10, 11).cwnd(6);
    p.ack(2, 7).sends(12, 13).cwnd(7).ack(2, 8).sends(14);
    double[] waits = {98, 2, 2, 2, 2, 2, 2, 98, 2, 2, 2, 2, 2, 2};
    for (int i = 0; i < waits.length; i++) {
      p.ack(waits[i], 9 + i).sends(15 + i).cwnd(7);
    }
    p.ack(98, 23).sends(29, 30).cwnd(8);
  }
}
