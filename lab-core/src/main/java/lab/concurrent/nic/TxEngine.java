package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The sending half of the device.
 *
 * <pre>
 *   tail = TDT                         (RegisterFile M4, pairs with the doorbell)
 *   while head != tail
 *         descriptor = memory[head]    address and word: plain, published by the doorbell
 *         frame = memory[address ..]   plain, published by the doorbell
 *         put it on the wire
 *     X1  if RS: descriptor |= DD      release: all reads of the buffer are over
 *     head++
 * </pre>
 */
final class TxEngine {
  private static final VarHandle WORD = Descriptors.HANDLE;
  private static final int SHORTEST = 60;

  /** Frames whose bytes are asked for before the first of them is needed. */
  private static final int AHEAD = 16;

  private final RingRegisters ring;
  private final DmaPort dma;
  private final MemorySegment memory;
  private final Counters counters;
  private final Wire wire;
  private final FrameReceiver self;

  /** Frames of several buffers, frames that cross a page, and padded ones are put together here. */
  private final MemorySegment gathered;

  private int frames;
  private long bytes;

  private boolean enabled;
  private boolean padding;
  private String halted;
  private int gatheredBytes;
  private boolean broken;
  private int causes;

  /** What was read too early to matter; kept, or a compiler leaves the reading out. */
  @SuppressWarnings("unused")
  private long foreseen;

  /**
   * @param gathered room for {@link Descriptors#LARGEST_BUFFER} bytes
   */
  TxEngine(
      RingRegisters ring,
      DmaPort dma,
      Counters counters,
      Wire wire,
      FrameReceiver self,
      MemorySegment gathered) {
    this.ring = ring;
    this.dma = dma;
    this.memory = dma.memory();
    this.counters = counters;
    this.wire = wire;
    this.self = self;
    this.gathered = gathered;
  }

  void control(int tctl) {
    enabled = (tctl & Registers.TCTL_ENABLE) != 0;
    padding = (tctl & Registers.TCTL_PAD) != 0;
    halted = null;
    ring.configure();
  }

  /** Forgets a frame of which only the first buffers have come. */
  void reset() {
    gatheredBytes = 0;
    broken = false;
  }

  /** Why the ring has stopped, or null. */
  String halted() {
    return halted;
  }

  /** Interrupt causes since the last call. */
  int takeCauses() {
    int taken = causes;
    causes = 0;
    return taken;
  }

  /**
   * Sends.
   *
   * @param limit how many descriptors at most
   * @return how many
   */
  int poll(int limit) {
    if (!enabled || halted != null) {
      return 0;
    }
    int n = Math.min(ring.look(), limit);
    for (int done = 0; done < n; done++) {
      if (done % AHEAD == 0 && n - done > 1) {
        foresee(Math.min(AHEAD, n - done));
      }
      if (!one()) {
        n = done;
        break;
      }
    }
    if (n > 0) {
      counters.add(NicCounter.TX_FRAMES.index(), frames);
      counters.add(NicCounter.TX_BYTES.index(), bytes);
      frames = 0;
      bytes = 0;
      ring.publishHead();
      if (ring.owned() == 0) {
        causes |= Registers.CAUSE_TXQE;
      }
    }
    return n;
  }

  /**
   * Reads a byte of each of the next frames. The lines are in the host's cache; asked for one after
   * the other without using what comes, they come at the same time (as DPDK's drivers prefetch).
   */
  private void foresee(int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long at = dma.foresee(ring.addressBehindHead(i));
      if (at != DmaPort.REFUSED) {
        long frame = dma.foresee(memory.get(Descriptors.LONG, at + Descriptors.ADDRESS));
        if (frame != DmaPort.REFUSED) {
          sum += memory.get(ValueLayout.JAVA_BYTE, frame);
        }
      }
    }
    foreseen = sum;
  }

  private boolean one() {
    long at = dma.translate(ring.headAddress(), DmaPort.READ);
    if (at == DmaPort.REFUSED) {
      halt("read");
      return false;
    }
    long address = memory.get(Descriptors.LONG, at + Descriptors.ADDRESS);
    long word = memory.get(Descriptors.LONG, at + Descriptors.WORD);
    boolean sent = buffer(address, Descriptors.length(word), Descriptors.command(word));
    if ((Descriptors.command(word) & Descriptors.CMD_RS) != 0) {
      long back = dma.translate(ring.headAddress(), DmaPort.WRITE);
      if (back == DmaPort.REFUSED) {
        halt("write");
        return false;
      }
      int status = Descriptors.STATUS_DD | (sent ? 0 : Descriptors.STATUS_TU);
      // Release: the buffer has been read; pairs with the acquire of TxRing's reap. Opaque, the
      // driver may overwrite a frame that is still leaving.
      WORD.setRelease(memory, back + Descriptors.WORD, Descriptors.withStatus(word, status)); // X1
      causes |= Registers.CAUSE_TXDW;
    }
    ring.advance();
    return true;
  }

  private void halt(String access) {
    counters.add(NicCounter.RING_REFUSED.index(), 1);
    halted =
        "transmit ring stopped: DMA %s of the descriptor at 0x%x refused"
            .formatted(access, ring.headAddress());
  }

  /** One descriptor's buffer; false if its frame could not be sent. */
  private boolean buffer(long address, int length, int command) {
    boolean last = (command & Descriptors.CMD_EOP) != 0;
    boolean withFcs = (command & Descriptors.CMD_IFCS) == 0;
    boolean alone = last && gatheredBytes == 0 && !broken;
    if (length == 0) {
      counters.add(NicCounter.TX_NULL.index(), 1);
      if (alone) {
        return true;
      }
    }
    if (alone
        && length <= Descriptors.LARGEST_BUFFER
        && DmaPort.onPage(address, length) == length
        && (length >= SHORTEST || !padding)) {
      long at = dma.translate(address, DmaPort.READ);
      if (at == DmaPort.REFUSED) {
        counters.add(NicCounter.TX_DMA.index(), 1);
        return false;
      }
      send(memory, at, length, withFcs);
      return true;
    }
    gather(address, length);
    return !last || endOfFrame(withFcs);
  }

  private void gather(long address, int length) {
    if (broken) {
      return;
    }
    if (length > Descriptors.LARGEST_BUFFER - gatheredBytes) {
      counters.add(NicCounter.TX_OVERSIZE.index(), 1);
      broken = true;
      return;
    }
    for (int done = 0; done < length; ) {
      int n = DmaPort.onPage(address + done, length - done);
      long at = dma.translate(address + done, DmaPort.READ);
      if (at == DmaPort.REFUSED) {
        counters.add(NicCounter.TX_DMA.index(), 1);
        broken = true;
        return;
      }
      MemorySegment.copy(memory, at, gathered, gatheredBytes, n);
      gatheredBytes += n;
      done += n;
    }
  }

  private boolean endOfFrame(boolean withFcs) {
    boolean good = !broken;
    if (good) {
      if (padding && gatheredBytes < SHORTEST) {
        gathered.asSlice(gatheredBytes, SHORTEST - gatheredBytes).fill((byte) 0);
        gatheredBytes = SHORTEST;
      }
      send(gathered, 0, gatheredBytes, withFcs);
    }
    reset();
    return good;
  }

  private void send(MemorySegment from, long offset, int length, boolean withFcs) {
    if (wire.send(from, offset, length, withFcs, self)) {
      frames++;
      bytes += length;
    } else {
      counters.add(NicCounter.WIRE_DROPPED.index(), 1);
    }
  }
}
