package lab.concurrent.nic;

import static lab.concurrent.nic.Descriptors.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad descriptors, bad doorbells, devices that stop: counted or told, never worse. */
@Timeout(60)
class NicFaultsTest {
  private static final int WHOLE = Descriptors.CMD_EOP | Descriptors.CMD_IFCS;

  private static DriverConfig small() {
    return DriverConfig.DEFAULT.withSlots(8, 8).withReportEvery(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xF000, 1L << 39, -1, Long.MIN_VALUE, 0x7FFF_FFFF_FFFF_FFC0L})
  void aFrameOutsideMappedMemoryIsNotSentAndTheNextOneIs(long iova) {
    try (NicRig rig = NicRig.loopback(small())) {
      rig.driver().tx().post(iova, 100, WHOLE);
      rig.driver().tx().ring();
      rig.send(Frames.of(rig.driver().mac(), 3, 60), 0, 60);
      rig.step();
      assertThat(rig.nic().count(NicCounter.TX_DMA)).isEqualTo(1);
      assertThat(rig.iommu().faultCount()).isEqualTo(1);
      assertThat(LoopbackTest.received(rig)).containsExactly(3L);
      assertThat(rig.driver().tx().reap()).isEqualTo(2);
      assertThat(rig.driver().tx().failed()).isEqualTo(1);
      assertThat(rig.nic().trouble()).isEmpty();
    }
  }

  @Test
  void aFrameThatIsAskedForEarlyFaultsOnceWhenItsTurnComes() {
    try (NicRig rig = NicRig.loopback(small())) {
      rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
      rig.step();
      // The page of the ring is known now, so both of the next are looked at before the first.
      rig.driver().tx().post(0xF000, 100, WHOLE);
      rig.send(Frames.of(rig.driver().mac(), 2, 60), 0, 60);
      rig.step();
      assertThat(rig.iommu().faultCount()).isEqualTo(1);
      assertThat(rig.nic().count(NicCounter.TX_DMA)).isEqualTo(1);
      assertThat(LoopbackTest.received(rig)).containsExactly(1L, 2L);
    }
  }

  @Test
  void aFrameThatRunsOutOfMappedMemoryIsNotSentInParts() {
    try (NicRig rig = NicRig.loopback(small())) {
      DmaBuffer page = rig.mapped().allocate(4096, DmaAccess.READ);
      rig.driver().tx().post(page.iova() + 4096 - 30, 100, WHOLE);
      rig.driver().tx().ring();
      rig.step();
      assertThat(rig.nic().count(NicCounter.TX_DMA)).isEqualTo(1);
      assertThat(rig.nic().count(NicCounter.TX_FRAMES)).isZero();
    }
  }

  @Test
  void aReceiveBufferOutsideMappedMemoryLosesTheFrameAndNothingElse() {
    try (NicRig rig = NicRig.loopback(small())) {
      rig.memory().segment().set(LONG, rig.driver().rx().descriptor(1), 0xF000L);
      for (int i = 0; i < 3; i++) {
        rig.send(Frames.of(rig.driver().mac(), i, 60), 0, 60);
      }
      rig.step();
      assertThat(LoopbackTest.received(rig)).containsExactly(0L, 2L);
      assertThat(rig.nic().count(NicCounter.RX_DMA)).isEqualTo(1);
      assertThat(rig.driver().rx().failed()).isEqualTo(1);
      assertThat(rig.memory().segment().asSlice(0xF000, 64).toArray(LONG)).containsOnly(0);
    }
  }

  @Test
  void aRingThatIsTakenAwayStopsTheQueueWithAMessage() {
    try (NicRig rig = NicRig.loopback(small())) {
      long iova = Integer.toUnsignedLong(rig.nic().read(Registers.TDBAL));
      rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
      rig.mapped().domain().unmap(iova, HostMemory.PAGE_BYTES);
      assertThat(rig.step()).isZero();
      assertThat(rig.step()).isZero();
      assertThat(rig.nic().count(NicCounter.RING_REFUSED)).isEqualTo(1);
      assertThat(rig.iommu().faultCount()).as("not once per poll").isEqualTo(1);
      assertThat(rig.nic().trouble())
          .contains(
              "transmit ring stopped: DMA read of the descriptor at 0x%x refused".formatted(iova));
      rig.mapped()
          .domain()
          .mapAt(iova, rig.driver().tx().descriptor(0), HostMemory.PAGE_BYTES, DmaAccess.BOTH);
      rig.nic().write(Registers.TCTL, rig.nic().read(Registers.TCTL));
      assertThat(rig.nic().trouble()).isEmpty();
      rig.step();
      assertThat(LoopbackTest.received(rig)).containsExactly(1L);
    }
  }

  @Test
  void aReceiveRingThatMayNotBeWrittenStopsToo() {
    try (NicRig rig = NicRig.loopback(small())) {
      long iova = Integer.toUnsignedLong(rig.nic().read(Registers.RDBAL));
      long physical = rig.driver().rx().descriptor(0);
      rig.mapped().domain().mapAt(iova, physical, HostMemory.PAGE_BYTES, DmaAccess.READ);
      rig.iommu().flush();
      rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
      rig.send(Frames.of(rig.driver().mac(), 2, 60), 0, 60);
      rig.step();
      assertThat(rig.nic().trouble().orElseThrow())
          .startsWith("receive ring stopped: DMA write of the descriptor at");
      assertThat(LoopbackTest.received(rig)).isEmpty();
      assertThat(rig.nic().count(NicCounter.RX_DISABLED)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 255, 65535, -1, Integer.MIN_VALUE})
  void aDoorbellOutsideTheRingIsIgnoredAndCountedOnce(int tail) {
    try (NicRig rig = NicRig.loopback(small())) {
      rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
      rig.nic().write(Registers.TDT, tail);
      rig.nic().write(Registers.RDT, tail);
      rig.step();
      rig.step();
      assertThat(rig.nic().count(NicCounter.BAD_DOORBELL)).isPositive().isLessThanOrEqualTo(2);
      assertThat(rig.nic().count(NicCounter.TX_FRAMES)).isZero();
      rig.nic().write(Registers.TDT, 1);
      rig.nic().write(Registers.RDT, 7);
      rig.step();
      assertThat(LoopbackTest.received(rig)).containsExactly(1L);
    }
  }

  @Test
  void aRingOfNoLengthIsEmpty() {
    try (NicRig rig = NicRig.loopback(small())) {
      rig.nic().write(Registers.TDLEN, 0);
      rig.nic().write(Registers.TDT, 3);
      assertThat(rig.step()).isZero();
    }
  }

  @Test
  void badConfigurationsAreRefusedWithRuleAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriverConfig.DEFAULT.withSlots(12, 8))
        .withMessage("txSlots must be a power of two, 8..4096: txSlots=12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriverConfig.DEFAULT.withReportEvery(256))
        .withMessage("reportEvery is 0..255: reportEvery=256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NicConfig.DEFAULT.withMac(1))
        .withMessage("mac must be 6 bytes, no group: mac=0x1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Cable(3, 60));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cable(4, 0))
        .withMessage("largestFrame is 1..16288: largestFrame=0");
  }

  @Test
  void aDeviceThatNeverComesOutOfResetIsReported() {
    Device dead =
        new Device() {
          @Override
          public int read(int register) {
            return -1;
          }

          @Override
          public void write(int register, int value) {}

          @Override
          public void writeRelaxed(int register, int value) {}

          @Override
          public boolean interrupt() {
            return false;
          }

          @Override
          public boolean awaitInterrupt(long nanos) {
            return false;
          }
        };
    try (NicRig rig = NicRig.loopback(small())) {
      E1000Driver driver = new E1000Driver(dead, rig.mapped(), small());
      assertThatThrownBy(driver::init)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the device is still in reset after 1 s");
    }
  }

  @Test
  void initialisingAgainBeginsAnew() {
    try (NicRig rig = NicRig.loopback(small())) {
      rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
      rig.step();
      rig.send(Frames.of(rig.driver().mac(), 2, 60), 0, 60);
      rig.driver().init();
      for (int i = 10; i < 17; i++) {
        assertThat(rig.send(Frames.of(rig.driver().mac(), i, 60), 0, 60)).isTrue();
      }
      rig.step();
      assertThat(LoopbackTest.received(rig)).isEqualTo(List.of(10L, 11L, 12L, 13L, 14L, 15L, 16L));
    }
  }

  @Test
  void anUnpluggedWireDropsAndCounts() {
    try (NicRig rig =
        new NicRig(NicConfig.DEFAULT, small(), Invalidation.STRICT, Wire.unplugged(), () -> {})) {
      rig.send(Frames.of(rig.driver().mac(), 1, 60), 0, 60);
      rig.step();
      assertThat(rig.nic().count(NicCounter.WIRE_DROPPED)).isEqualTo(1);
      assertThat(rig.driver().tx().reap()).isEqualTo(1);
    }
  }
}
