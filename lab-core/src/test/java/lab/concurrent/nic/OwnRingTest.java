package lab.concurrent.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRingTest {
  private final Arena arena = Arena.ofShared();
  private final MappedMemory memory =
      new MappedMemory(Iommu.passthrough(new HostMemory(arena, 1 << 20)), Iommu.E1000);

  @AfterEach
  void close() {
    arena.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void nSlotsHoldN(int slots) {
    OwnRing ring = new OwnRing(memory, slots);
    for (int lap = 0; lap < 3; lap++) {
      for (int i = 0; i < slots; i++) {
        assertThat(ring.post(100 * lap + i, 60)).isTrue();
      }
      assertThat(ring.post(9, 9)).isFalse();
      assertThat(ring.reap()).isEqualTo(-1);
      for (int i = 0; i < slots; i++) {
        assertThat(ring.next()).isEqualTo(100 * lap + i);
        ring.done(60 + i);
      }
      assertThat(ring.post(9, 9)).as("done, but not reaped").isFalse();
      for (int i = 0; i < slots; i++) {
        assertThat(ring.reap()).isEqualTo(60 + i);
      }
    }
    assertThat(ring.dropped()).isZero();
  }

  @Test
  void twelveIntoEightAreEightAndFourDrops() {
    OwnRing ring = new OwnRing(memory, 8);
    for (int i = 0; i < 8; i++) {
      ring.post(i, 60);
    }
    for (int i = 0; i < 12; i++) {
      if (ring.next() >= 0) {
        ring.done(60);
      }
    }
    assertThat(ring.dropped()).isEqualTo(4);
    assertThatIllegalArgumentException().isThrownBy(() -> new OwnRing(memory, 0));
  }

  /** What the host writes into a buffer before it posts it, the device reads; and back. */
  @Test
  void buffersCrossWithTheBit() throws InterruptedException {
    OwnRing ring = new OwnRing(memory, 4);
    DmaBuffer data = memory.allocate(4 * 64, DmaAccess.BOTH);
    int messages = 100_000;
    AtomicReference<String> wrong = new AtomicReference<>();
    Thread device =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < messages; ) {
                long at = ring.next();
                if (at < 0) {
                  LockSupport.parkNanos(1);
                  continue;
                }
                long value = data.memory().get(Descriptors.LONG, at);
                if (value != i) {
                  wrong.compareAndSet(null, "device: message " + i + " holds " + value);
                }
                data.memory().set(Descriptors.LONG, at, -value);
                ring.done(60);
                i++;
              }
            });
    int posted = 0;
    for (int reaped = 0; reaped < messages; ) {
      if (posted < messages && posted - reaped < 4) {
        long at = data.offset() + 64L * (posted % 4);
        data.memory().set(Descriptors.LONG, at, posted);
        assertThat(ring.post(at, 60)).isTrue();
        posted++;
      } else if (ring.reap() >= 0) {
        long value = data.memory().get(Descriptors.LONG, data.offset() + 64L * (reaped % 4));
        assertThat(value).isEqualTo(-reaped);
        reaped++;
      } else {
        LockSupport.parkNanos(1);
      }
    }
    device.join();
    assertThat(wrong.get()).isNull();
  }
}
