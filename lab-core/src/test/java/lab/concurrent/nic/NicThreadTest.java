package lab.concurrent.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The device on a thread of its own. How many frames: the system property lab.soak.messages. */
@Timeout(120)
class NicThreadTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long FRAMES = Long.getLong("lab.soak.messages", 100_000L);

  /** Sends numbered frames, receives and verifies them, all on one host thread. */
  private static final class Traffic implements FrameHandler {
    private final TxRing tx;
    private final RxRing rx;
    private final long to;
    private final int length;
    private long sent;
    private long next;
    private String wrong;

    Traffic(E1000Driver from, E1000Driver at, int length) {
      tx = from.tx();
      rx = at.rx();
      to = at.mac();
      this.length = length;
    }

    boolean send(int batch) {
      int n = (int) Math.min(batch, rx.slots() / 2 - (sent - next));
      n = tx.claim(Math.max(0, n));
      for (int i = 0; i < n; i++) {
        Frames.write(tx.memory(), tx.next(), to, sent++, length);
        tx.post(length);
      }
      tx.ring();
      return n > 0;
    }

    @Override
    public boolean frame(int buffer, long offset, int bytes, boolean last) {
      long number = Frames.number(rx.memory(), offset, bytes);
      if ((number != next || bytes != length) && wrong == null) {
        wrong = "frame " + next + " is " + number + ", " + bytes + " bytes";
      }
      next++;
      return true;
    }

    void run(long frames) {
      long before = next;
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      for (int idle = 0; next < frames; ) {
        if (idle > 100 && System.nanoTime() > deadline) {
          throw new AssertionError("only " + (next - before) + " of " + (sent - before) + " came");
        }
        boolean moved = sent < frames && send((int) Math.min(16, frames - sent));
        moved |= rx.poll(64, this) > 0;
        idle = moved ? 0 : idle + 1;
        if (idle > 100) {
          LockSupport.parkNanos(1);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 60", "256, 60", "64, 1000", "8, 1518"})
  void framesComeBackWholeOnceAndInOrder(int slots, int length) {
    try (NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withSlots(slots, slots))) {
      rig.start();
      Traffic traffic = new Traffic(rig.driver(), rig.driver(), length);
      traffic.run(length > 100 ? FRAMES / 10 : FRAMES);
      assertThat(traffic.wrong).isNull();
      assertThat(rig.nic().count(NicCounter.RX_MISSED)).isZero();
      assertThat(rig.thread().failure()).isEmpty();
    }
  }

  private static NicRig end(Wire wire, long mac, Invalidation invalidation) {
    NicConfig config = NicConfig.DEFAULT.withMac(mac);
    return new NicRig(config, DriverConfig.DEFAULT, invalidation, wire, () -> {});
  }

  @Test
  void twoCardsOnACable() {
    // Room for all that Traffic has under way, and for a batch that is delivered but not released
    // yet: nothing can be dropped.
    Cable cable = new Cable(256, 1518);
    try (NicRig left = end(cable.left(), 0x0600_0000_0000L, Invalidation.STRICT);
        NicRig right = end(cable.right(), 0x0800_0000_0000L, Invalidation.LAZY)) {
      left.start();
      right.start();
      Traffic there = new Traffic(left.driver(), right.driver(), 100);
      there.run(FRAMES / 4);
      Traffic back = new Traffic(right.driver(), left.driver(), 60);
      back.run(FRAMES / 4);
      assertThat(there.wrong).isNull();
      assertThat(back.wrong).isNull();
      assertThat(left.nic().count(NicCounter.WIRE_DROPPED)).isZero();
    }
  }

  @Test
  void whatTheCableHasNoRoomForIsDroppedAndCounted() {
    Cable cable = new Cable(64, 1000);
    try (NicRig left = end(cable.left(), 0x0600_0000_0000L, Invalidation.STRICT);
        NicRig right = end(cable.right(), 0x0800_0000_0000L, Invalidation.STRICT)) {
      left.send(Frames.of(right.driver().mac(), 0, 1001), 0, 1001);
      for (int i = 0; i < 100; i++) {
        left.send(Frames.of(right.driver().mac(), i, 60), 0, 60);
      }
      assertThat(left.step()).isEqualTo(101);
      assertThat(left.nic().count(NicCounter.TX_FRAMES)).isEqualTo(64);
      assertThat(left.nic().count(NicCounter.WIRE_DROPPED)).isEqualTo(1 + 36);
      assertThat(right.step()).isEqualTo(64);
      assertThat(LoopbackTest.received(right)).hasSize(64).contains(0L, 63L);
    }
  }

  @Test
  void stoppedAndStartedInMidRingNothingIsLostAndNoThreadStays() {
    try (NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withSlots(16, 16))) {
      Traffic traffic = new Traffic(rig.driver(), rig.driver(), 60);
      for (int round = 0; round < 50; round++) {
        traffic.send(5);
        rig.start().start();
        traffic.run(traffic.sent + 40);
        traffic.send(5);
        rig.thread().stop();
        assertThat(rig.thread().isRunning()).isFalse();
        assertThat(nicThreads()).isZero();
        rig.thread().stop();
      }
      rig.start();
      traffic.run(traffic.sent);
      assertThat(traffic.wrong).isNull();
    }
    assertThat(nicThreads()).isZero();
  }

  /** The host posts on while the device stands still: it is told, and nothing is overwritten. */
  @Test
  void aDeviceThatStandsStillFillsTheRingAndNoMore() {
    try (NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withSlots(8, 8))) {
      int posted = 0;
      while (rig.send(Frames.of(rig.driver().mac(), posted, 60), 0, 60)) {
        posted++;
      }
      assertThat(posted).isEqualTo(7);
      rig.start();
      Traffic traffic = new Traffic(rig.driver(), rig.driver(), 60);
      traffic.sent = posted;
      traffic.run(posted);
      assertThat(traffic.wrong).isNull();
    }
  }

  @Test
  void aHostThatNeverReadsLosesOnlyWhatItHasNoBuffersForAndEveryLossIsCounted() {
    try (NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withSlots(64, 64))) {
      rig.start();
      TxRing tx = rig.driver().tx();
      int sent = 0;
      while (sent < 10_000) {
        if (tx.claim(1) == 0) {
          LockSupport.parkNanos(1);
          continue;
        }
        Frames.write(tx.memory(), tx.next(), rig.driver().mac(), sent++, 60);
        tx.post(60);
        tx.ring();
      }
      while (tx.outstanding() > 0) {
        tx.reap();
      }
      assertThat(rig.nic().count(NicCounter.TX_FRAMES)).isEqualTo(10_000);
      assertThat(rig.nic().count(NicCounter.RX_FRAMES)).isEqualTo(63);
      assertThat(rig.nic().count(NicCounter.RX_MISSED)).isEqualTo(10_000 - 63);
      Traffic traffic = new Traffic(rig.driver(), rig.driver(), 60);
      assertThat(rig.driver().rx().poll(1000, traffic)).isEqualTo(63);
      assertThat(traffic.wrong).isNull();
    }
  }

  /** After a strict unmap returns, a running device reads the page no more. */
  @Test
  void noDmaAfterAStrictUnmap() {
    try (NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withReportEvery(1))) {
      rig.start();
      E1000Driver driver = rig.driver();
      for (int round = 0; round < 300; round++) {
        DmaBuffer page = rig.mapped().allocate(4096, DmaAccess.READ);
        for (int i = 0; i < 16; i++) {
          Frames.write(page.memory(), page.offset() + 64L * i, driver.mac(), 1, 60);
          driver.tx().post(page.iova() + 64L * i, 60, Descriptors.CMD_EOP | Descriptors.CMD_IFCS);
        }
        driver.tx().ring();
        rig.mapped().free(page);
        for (int i = 0; i < 16; i++) {
          Frames.write(page.memory(), page.offset() + 64L * i, driver.mac(), 666, 60);
        }
        while (driver.tx().outstanding() > 0) {
          driver.tx().reap();
        }
        driver
            .rx()
            .poll(
                64,
                (buffer, offset, length, last) -> {
                  assertThat(Frames.number(driver.rx().memory(), offset, length)).isEqualTo(1);
                  return true;
                });
        driver.rx().ring();
      }
      assertThat(rig.nic().count(NicCounter.TX_FRAMES) + rig.nic().count(NicCounter.TX_DMA))
          .isEqualTo(300 * 16);
    }
  }

  @Test
  void whatEndsTheThreadIsKept() {
    try (NicRig rig = NicRig.loopback()) {
      NicThread broken =
          new NicThread(
              rig.nic(),
              () -> {
                throw new IllegalStateException("no such CPU");
              });
      broken.start();
      while (broken.isRunning()) {
        Thread.onSpinWait();
      }
      assertThat(broken.failure()).get().extracting(Throwable::getMessage).isEqualTo("no such CPU");
      broken.close();
    }
  }

  private static long nicThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("nic"))
        .count();
  }
}
