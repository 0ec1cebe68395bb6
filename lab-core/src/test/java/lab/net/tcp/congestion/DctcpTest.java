package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Alpha, and what it leaves of a window. */
class DctcpTest {

  private static Dctcp windows(Dctcp d, int windows, int size, int marked) {
    for (int w = 0; w < windows; w++) {
      for (int i = 0; i < size; i++) {
        long una = d.windowEnd() + (i < size - 1 ? -1 : 0);
        d = d.acknowledged(1, i < marked, una, d.windowEnd() + size);
      }
    }
    return d;
  }

  /** alpha = (1 - g) alpha + g F, with g = 1/16. */
  @Test
  void alphaFollowsTheShareOfMarks() {
    assertThat(windows(Dctcp.NONE, 1, 10, 0).alpha()).isEqualTo(960);
    assertThat(windows(Dctcp.NONE, 2, 10, 0).alpha()).isEqualTo(900);
    assertThat(windows(Dctcp.NONE, 200, 10, 0).alpha()).isZero();
    assertThat(windows(Dctcp.NONE, 200, 10, 10).alpha()).isBetween(1000, 1024);
    // A quarter, 256; a sixteenth of what is above is rounded away on the way down.
    assertThat(windows(Dctcp.NONE, 200, 16, 4).alpha()).isBetween(256, 271);
  }

  @Test
  void halfOfAlphaIsTaken() {
    assertThat(Dctcp.NONE.reduced(40)).isEqualTo(20);
    assertThat(new Dctcp(256, 0, 0, 0).reduced(40)).isEqualTo(35);
    assertThat(new Dctcp(0, 0, 0, 0).reduced(40)).isEqualTo(40);
  }

  /** The sender reduces once in a window, and by little when little is marked. */
  @Test
  void theSenderReducesOnceInAWindow() {
    Path path = new Path(Rules.RENO.with(Algorithm.DCTCP).withWindow(10, 10), Acking.EACH, 10_000);
    path.marks = n -> n % 20 == 19;
    int[] reductions = {0};
    path.watcher =
        (before, event, after) -> {
          if (before.phase() == Phase.OPEN && after.phase() == Phase.CWR) {
            reductions[0]++;
          }
        };
    path.supply(4_000);
    path.finish();
    assertThat(reductions[0]).isBetween(20, 200);
    int alpha = path.sender.memory().dctcp().alpha();
    assertThat(alpha).isBetween(20, 110);
    assertThat(path.cwnd()).isGreaterThan(10);
  }
}
