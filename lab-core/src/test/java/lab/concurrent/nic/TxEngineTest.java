package lab.concurrent.nic;

import static lab.concurrent.nic.Descriptors.CMD_EOP;
import static lab.concurrent.nic.Descriptors.CMD_IFCS;
import static lab.concurrent.nic.Descriptors.CMD_RS;
import static lab.concurrent.nic.Descriptors.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves on the wire, and what comes back in descriptors. */
class TxEngineTest {
  private static final int WHOLE = CMD_EOP | CMD_IFCS;

  private final List<byte[]> heard = new ArrayList<>();
  private final NicRig rig =
      new NicRig(
          NicConfig.DEFAULT,
          DriverConfig.DEFAULT.withSlots(8, 8).withReportEvery(1),
          Invalidation.STRICT,
          new Tap(),
          () -> {});
  private final TxRing tx = rig.driver().tx();
  private final DmaBuffer data = rig.mapped().allocate(65536, DmaAccess.READ);

  private final class Tap implements Wire {
    @Override
    public boolean send(
        MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
      heard.add(memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
      return true;
    }

    @Override
    public int receive(FrameReceiver receiver, int limit) {
      return 0;
    }
  }

  TxEngineTest() {
    for (int i = 0; i < 65536; i++) {
      data.memory().set(ValueLayout.JAVA_BYTE, data.offset() + i, (byte) (i * 7));
    }
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private byte[] bytes(int from, int length) {
    return data.memory().asSlice(data.offset() + from, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private long word(int slot) {
    return tx.memory().get(LONG, tx.descriptor(slot) + Descriptors.WORD);
  }

  @Test
  void whatIsPostedLeavesInOrderWithItsBytes() {
    tx.post(data.iova(), 60, WHOLE);
    tx.post(data.iova() + 1, 61, WHOLE);
    tx.ring();
    assertThat(rig.step()).isEqualTo(2);
    assertThat(heard).containsExactly(bytes(0, 60), bytes(1, 61));
    assertThat(rig.nic().read(Registers.TDH)).isEqualTo(2);
    assertThat(rig.nic().read(Registers.ICR))
        .isEqualTo(Registers.CAUSE_TXDW | Registers.CAUSE_TXQE);
  }

  @Test
  void nothingLeavesBeforeTheDoorbell() {
    tx.post(data.iova(), 60, WHOLE);
    assertThat(rig.step()).isZero();
    tx.ring();
    assertThat(rig.step()).isEqualTo(1);
  }

  @Test
  void aFullRingWouldBeAnEmptyOne() {
    for (int i = 0; i < 7; i++) {
      assertThat(tx.claim(1)).isEqualTo(1);
      tx.post(data.iova(), 60, WHOLE);
    }
    assertThat(tx.claim(1)).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> tx.post(60))
        .withMessage("all 7 descriptors are posted: claim first");
    // What a driver would do that does not know the rule: all 8, so that tail == head.
    rig.nic().write(Registers.TDT, 0);
    assertThat(rig.step()).isZero();
    assertThat(heard).isEmpty();
    rig.nic().write(Registers.TDT, 7);
    assertThat(rig.step()).isEqualTo(7);
  }

  @Test
  void doneComesBackOnlyWhereItWasAskedFor() {
    long address = data.iova();
    for (int slot = 0; slot < 2; slot++) {
      tx.memory().set(LONG, tx.descriptor(slot), address);
      long word = Descriptors.tx(60, slot == 0 ? WHOLE : WHOLE | CMD_RS);
      tx.memory().set(LONG, tx.descriptor(slot) + Descriptors.WORD, word);
    }
    rig.nic().write(Registers.TDT, 2);
    rig.step();
    assertThat(heard).hasSize(2);
    assertThat(Descriptors.isDone(word(0))).isFalse();
    assertThat(Descriptors.isDone(word(1))).isTrue();
  }

  @Test
  void withoutReportsFramesLeaveAndTheRingIsNeverFreeAgain() {
    DriverConfig config = DriverConfig.DEFAULT.withSlots(8, 8).withReportEvery(0);
    try (NicRig other = NicRig.loopback(config)) {
      for (int i = 0; i < 7; i++) {
        assertThat(other.send(Frames.of(other.driver().mac(), i, 60), 0, 60)).isTrue();
      }
      other.step();
      assertThat(other.nic().count(NicCounter.TX_FRAMES)).isEqualTo(7);
      assertThat(other.nic().read(Registers.TDH)).isEqualTo(other.nic().read(Registers.TDT));
      assertThat(other.driver().tx().reap()).isZero();
      assertThat(other.driver().tx().claim(1)).isZero();
    }
  }

  @Test
  void oneReportStandsForAllBeforeIt() {
    DriverConfig config = DriverConfig.DEFAULT.withSlots(64, 64).withReportEvery(16);
    try (NicRig other = NicRig.loopback(config)) {
      TxRing ring = other.driver().tx();
      for (int i = 0; i < 20; i++) {
        Frames.write(ring.memory(), ring.next(), other.driver().mac(), i, 60);
        ring.post(60);
      }
      ring.ring();
      assertThat(other.nic().poll(15)).isEqualTo(15);
      assertThat(ring.reap()).isZero();
      assertThat(other.nic().poll(1)).isEqualTo(1);
      assertThat(ring.reap()).isEqualTo(16);
      other.step();
      assertThat(ring.reap()).as("the last before the doorbell").isEqualTo(4);
      assertThat(ring.outstanding()).isZero();
    }
  }

  @Test
  void aFrameOfSeveralBuffersIsOneFrame() {
    tx.post(data.iova() + 100, 40, CMD_IFCS);
    tx.post(data.iova() + 140, 0, CMD_IFCS);
    tx.post(data.iova() + 140, 1000, WHOLE);
    tx.ring();
    rig.step();
    assertThat(heard).containsExactly(bytes(100, 1040));
    assertThat(rig.nic().count(NicCounter.TX_NULL)).isEqualTo(1);
  }

  @Test
  void aFrameMayCrossPages() {
    tx.post(data.iova() + 4000, 9000, WHOLE);
    tx.ring();
    rig.step();
    assertThat(heard).containsExactly(bytes(4000, 9000));
  }

  @Test
  void shortFramesArePaddedWithZeros() {
    tx.post(data.iova() + 3, 14, WHOLE);
    tx.ring();
    rig.step();
    byte[] padded = java.util.Arrays.copyOf(bytes(3, 14), 60);
    assertThat(heard).containsExactly(padded);
    rig.nic().write(Registers.TCTL, Registers.TCTL_ENABLE);
    tx.post(data.iova() + 3, 14, WHOLE);
    tx.ring();
    rig.step();
    assertThat(heard).containsExactly(padded, bytes(3, 14));
  }

  @Test
  void lengthZeroSendsNothingAndIsCounted() {
    tx.post(data.iova(), 0, WHOLE);
    tx.post(data.iova(), 60, WHOLE);
    tx.ring();
    rig.step();
    assertThat(heard).containsExactly(bytes(0, 60));
    assertThat(rig.nic().count(NicCounter.TX_NULL)).isEqualTo(1);
    assertThat(tx.reap()).isEqualTo(2);
    assertThat(tx.failed()).isZero();
  }

  @Test
  void lengthsBeyondTheLimitSendNothingAndAreCounted() {
    tx.post(data.iova(), 16288, WHOLE);
    tx.post(data.iova(), 16289, WHOLE);
    tx.post(data.iova(), 16000, CMD_IFCS);
    tx.post(data.iova(), 289, WHOLE);
    tx.post(data.iova(), 65535, WHOLE);
    tx.post(data.iova(), 60, WHOLE);
    tx.ring();
    rig.step();
    assertThat(heard).containsExactly(bytes(0, 16288), bytes(0, 60));
    assertThat(rig.nic().count(NicCounter.TX_OVERSIZE)).isEqualTo(3);
    assertThat(tx.reap()).isEqualTo(6);
    assertThat(tx.failed()).isEqualTo(3);
  }
}
