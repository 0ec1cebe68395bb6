package lab.concurrent.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the stress tests rest on: one after the other, both sides do what they do on a whole card.
 */
class BareRingsTest {
  private static final int FRAME = 60;
  private static final long BYTES = 42;

  private final List<Long> sent = new ArrayList<>();
  private final BareTransmitter card = new BareTransmitter(tap());

  private Wire tap() {
    return new Wire() {
      @Override
      public boolean send(
          MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
        assertThat(length).isEqualTo(FRAME);
        sent.add(memory.get(Descriptors.LONG, offset));
        return true;
      }

      @Override
      public int receive(FrameReceiver receiver, int limit) {
        return 0;
      }
    };
  }

  @Test
  void aFrameLeavesBehindTheDoorbellAndIsReaped() {
    card.memory().set(Descriptors.LONG, card.ring().next(), BYTES);
    card.ring().post(FRAME);
    assertThat(card.transmit()).isZero();
    card.ring().ring();
    assertThat(card.ring().reap()).isZero();
    assertThat(card.transmit()).isOne();
    assertThat(sent).containsExactly(BYTES);
    assertThat(card.ring().reap()).isOne();
  }

  @Test
  void aFrameComesIn() {
    BareReceiver receiver = new BareReceiver();
    List<Long> got = new ArrayList<>();
    FrameHandler handler =
        (buffer, offset, length, last) -> {
          assertThat(length).isEqualTo(FRAME);
          return got.add(receiver.memory().get(Descriptors.LONG, offset));
        };
    assertThat(receiver.ring().poll(1, handler)).isZero();
    receiver.receive(MemorySegment.ofArray(new long[] {BYTES, 0, 0, 0, 0, 0, 0, 0}), 0, FRAME);
    assertThat(receiver.ring().poll(1, handler)).isOne();
    assertThat(got).containsExactly(BYTES);
  }

  /** Half a descriptor leads to the start of the memory, or nowhere: no exception either way. */
  @Test
  void aDoorbellWithoutADescriptorSendsNothing() {
    card.device().write(Registers.TDT, 1);
    assertThat(card.transmit()).isOne();
    assertThat(sent).isEmpty();
  }

  @Test
  void memoryThatIsAllHandedOutSaysSo() {
    SmallMemory memory = new SmallMemory(1);
    assertThat(memory.allocate(1 << 20, DmaAccess.BOTH).offset()).isZero();
    assertThatThrownBy(() -> memory.allocate(1, DmaAccess.BOTH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("memory of 128 bytes is all handed out");
  }
}
