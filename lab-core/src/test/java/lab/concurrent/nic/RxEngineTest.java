package lab.concurrent.nic;

import static lab.concurrent.nic.Descriptors.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the device makes of frames that come off the wire. */
class RxEngineTest {
  private static final long MAC = NicConfig.DEFAULT_MAC;
  private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

  private record Coming(MemorySegment frame, boolean withFcs) {}

  private final Deque<Coming> coming = new ArrayDeque<>();
  private final NicRig rig =
      new NicRig(
          NicConfig.DEFAULT,
          DriverConfig.DEFAULT.withSlots(8, 8),
          Invalidation.STRICT,
          new Source(),
          () -> {});
  private final RxRing rx = rig.driver().rx();
  private final List<byte[]> got = new ArrayList<>();
  private final List<Boolean> ends = new ArrayList<>();

  private final class Source implements Wire {
    @Override
    public boolean send(
        MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
      return false;
    }

    @Override
    public int receive(FrameReceiver receiver, int limit) {
      int n = 0;
      while (n < limit && !coming.isEmpty()) {
        Coming next = coming.remove();
        receiver.frame(next.frame(), 0, (int) next.frame().byteSize(), next.withFcs());
        n++;
      }
      return n;
    }
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static MemorySegment frame(long to, int length) {
    MemorySegment all = Arena.ofAuto().allocate(length + 16, 8);
    Frames.write(all, 0, to, 5, length);
    return all.asSlice(0, length);
  }

  private static byte[] bytes(MemorySegment frame) {
    return frame.toArray(ValueLayout.JAVA_BYTE);
  }

  private int receive() {
    return rx.poll(
        100,
        (buffer, offset, length, last) -> {
          got.add(rx.memory().asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
          ends.add(last);
          return true;
        });
  }

  private void arrives(MemorySegment frame, boolean withFcs) {
    coming.add(new Coming(frame, withFcs));
    rig.step();
  }

  @Test
  void aFrameForUsIsStoredWithStatusAndCause() {
    MemorySegment frame = frame(MAC, 100);
    arrives(frame, false);
    long word = rx.memory().get(LONG, rx.descriptor(0) + Descriptors.WORD);
    assertThat(Descriptors.length(word)).isEqualTo(100);
    assertThat(Descriptors.status(word)).isEqualTo(7);
    assertThat(Descriptors.errors(word)).isZero();
    assertThat(rig.nic().read(Registers.ICR)).isEqualTo(Registers.CAUSE_RXT0);
    assertThat(rig.nic().read(Registers.RDH)).isEqualTo(1);
    receive();
    assertThat(got).containsExactly(bytes(frame));
  }

  @ParameterizedTest
  @CsvSource({"59, RX_RUNT", "60, RX_FRAMES", "1518, RX_FRAMES", "1519, RX_OVERSIZE"})
  void lengthsAreChecked(int length, NicCounter counter) {
    arrives(frame(MAC, length), false);
    assertThat(rig.nic().count(counter)).isEqualTo(1);
    assertThat(receive()).isEqualTo(counter == NicCounter.RX_FRAMES ? 1 : 0);
  }

  @Test
  void framesForOthersAreFiltered() {
    arrives(frame(0x0000_1111_2222L, 60), false);
    assertThat(rig.nic().count(NicCounter.RX_FILTERED)).isEqualTo(1);
    arrives(frame(BROADCAST, 60), false);
    assertThat(receive()).isEqualTo(1);
    rig.nic().write(Registers.RCTL, rig.nic().read(Registers.RCTL) | Registers.RCTL_PROMISCUOUS);
    arrives(frame(0x0000_1111_2222L, 60), false);
    assertThat(receive()).isEqualTo(1);
    long group = 0x0000_1111_2201L;
    arrives(frame(group, 60), false);
    assertThat(receive()).isZero();
  }

  @Test
  void theSendersFcsIsVerifiedAndStripped() {
    MemorySegment frame = frame(MAC, 68);
    int fcs = Fcs.of(frame, 0, 64);
    frame.set(ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN), 64, fcs);
    arrives(frame, true);
    receive();
    assertThat(got).containsExactly(Arrays.copyOf(bytes(frame), 64));
    frame.set(ValueLayout.JAVA_BYTE, 30, (byte) 0x55);
    arrives(frame, true);
    assertThat(receive()).isZero();
    assertThat(rig.nic().count(NicCounter.RX_CRC)).isEqualTo(1);
    assertThat(rig.nic().read(Registers.CRCERRS)).isEqualTo(1);
  }

  @Test
  void theFcsIsStoredUnlessItIsStripped() {
    rig.nic().write(Registers.RCTL, rig.nic().read(Registers.RCTL) & ~Registers.RCTL_STRIP_FCS);
    MemorySegment frame = frame(MAC, 60);
    arrives(frame, false);
    receive();
    byte[] stored = got.getFirst();
    assertThat(stored).hasSize(64).startsWith(bytes(frame));
    // A CRC over a frame and its own FCS is a constant (facts, section 9).
    assertThat(Fcs.of(MemorySegment.ofArray(stored), 0, 64)).isEqualTo(0x2144_DF1C);
  }

  @Test
  void aLongFrameTakesSeveralBuffersAndEndsInTheLast() {
    rig.nic().write(Registers.RCTL, rig.nic().read(Registers.RCTL) | Registers.RCTL_LONG);
    MemorySegment frame = frame(MAC, 5000);
    arrives(frame, false);
    assertThat(receive()).isEqualTo(3);
    assertThat(got.stream().map(part -> part.length)).containsExactly(2048, 2048, 904);
    assertThat(ends).containsExactly(false, false, true);
    byte[] whole = new byte[5000];
    int at = 0;
    for (byte[] part : got) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    assertThat(whole).isEqualTo(bytes(frame));
    // Five buffers are armed no more: not even half a frame may be stored.
    rx.ring();
    for (int i = 0; i < 3; i++) {
      coming.add(new Coming(frame, false));
    }
    rig.step();
    assertThat(rig.nic().count(NicCounter.RX_MISSED)).isEqualTo(1);
    assertThat(receive()).isEqualTo(6);
  }

  @Test
  void whoNeverReadsMissesAndEveryMissIsCounted() {
    for (int i = 0; i < 20; i++) {
      coming.add(new Coming(frame(MAC, 60), false));
    }
    rig.step();
    assertThat(rig.nic().count(NicCounter.RX_FRAMES)).isEqualTo(7);
    assertThat(rig.nic().count(NicCounter.RX_MISSED)).isEqualTo(13);
    assertThat(rig.nic().read(Registers.MPC)).isEqualTo(13);
    assertThat(rig.nic().read(Registers.ICR))
        .isEqualTo(Registers.CAUSE_RXT0 | Registers.CAUSE_RXO | Registers.CAUSE_RXDMT0);
    assertThat(receive()).isEqualTo(7);
    rx.ring();
    arrives(frame(MAC, 60), false);
    assertThat(receive()).isEqualTo(1);
  }

  @Test
  void aDriverThatNeverRefillsStopsReceiving() {
    DriverConfig config = DriverConfig.DEFAULT.withSlots(8, 8).withRefill(false);
    try (NicRig other = NicRig.loopback(config)) {
      for (int i = 0; i < 20; i++) {
        other.send(Frames.of(MAC, i, 60), 0, 60);
        other.step();
        LoopbackTest.received(other);
      }
      assertThat(other.driver().rx().received()).isEqualTo(7);
      assertThat(other.nic().count(NicCounter.RX_MISSED)).isEqualTo(13);
    }
  }

  @Test
  void keptBuffersAreNotUsedUntilTheyAreGivenBack() {
    DriverConfig config = DriverConfig.DEFAULT.withSlots(8, 8).withExtraBuffers(3);
    try (NicRig other = NicRig.loopback(config)) {
      RxRing ring = other.driver().rx();
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        other.send(Frames.of(MAC, i, 60), 0, 60);
        other.step();
        ring.poll(1, (buffer, offset, length, last) -> !kept.add(buffer));
        ring.ring();
      }
      assertThat(kept).as("7 armed and 3 more").hasSize(10).doesNotHaveDuplicates();
      for (int i = 0; i < kept.size(); i++) {
        assertThat(Frames.number(ring.memory(), ring.offset(kept.get(i)), 60)).isEqualTo(i);
      }
      kept.forEach(ring::giveBack);
      ring.poll(1, (buffer, offset, length, last) -> true);
      ring.ring();
      for (int i = 0; i < 7; i++) {
        other.send(Frames.of(MAC, 100 + i, 60), 0, 60);
      }
      other.step();
      assertThat(LoopbackTest.received(other)).contains(100L, 104L);
    }
  }
}
