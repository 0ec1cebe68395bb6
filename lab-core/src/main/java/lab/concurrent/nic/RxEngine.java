package lab.concurrent.nic;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The receiving half of the device.
 *
 * <pre>
 *   frame off the wire: is it good, is it ours?
 *   tail = RDT                         (RegisterFile M4), if head seems to have reached it
 *   if head == tail: missed
 *         address = memory[head]       plain, published by the doorbell
 *         memory[address ..] = frame   plain
 *     R1  descriptor = length, DD      release: publishes the frame; one store of 8 bytes
 *     head++
 * </pre>
 */
final class RxEngine implements FrameReceiver {
  private static final VarHandle WORD = Descriptors.HANDLE;

  /** Frames begin at any byte. */
  private static final ValueLayout.OfLong FRAME_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfInt FRAME_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Without FCS (IEEE 802.3, 4.4.2). */
  private static final int SHORTEST = 60;

  /** Without FCS, with a VLAN tag (SDM 13.4.22, LPE). */
  private static final int LONGEST = 1518;

  /** The first bit on the wire, of the first byte (IEEE 802.3, 3.2.3). */
  private static final long GROUP = 1;

  private static final long STATION_BITS = 0xFFFF_FFFF_FFFFL;

  private final RingRegisters ring;
  private final DmaPort dma;
  private final MemorySegment memory;
  private final Counters counters;

  private int frames;
  private long storedBytes;
  private boolean enabled;
  private boolean promiscuous;
  private boolean broadcast;
  private boolean longFrames;
  private boolean stripFcs;
  private int bufferBytes;
  private int threshold;
  private long station;
  private String halted;
  private int causes;

  RxEngine(RingRegisters ring, DmaPort dma, Counters counters) {
    this.ring = ring;
    this.dma = dma;
    this.memory = dma.memory();
    this.counters = counters;
  }

  /**
   * @param rctl the control register
   * @param stationAddress six bytes, the first one lowest; negative if none is valid
   */
  void control(int rctl, long stationAddress) {
    enabled = (rctl & Registers.RCTL_ENABLE) != 0;
    promiscuous = (rctl & Registers.RCTL_PROMISCUOUS) != 0;
    broadcast = (rctl & Registers.RCTL_BROADCAST) != 0;
    longFrames = (rctl & Registers.RCTL_LONG) != 0;
    stripFcs = (rctl & Registers.RCTL_STRIP_FCS) != 0;
    int size = 2048 >> ((rctl >> Registers.RCTL_SIZE_SHIFT) & 3);
    bufferBytes = (rctl & Registers.RCTL_SIZE_EXTENSION) != 0 ? size * 16 : size;
    station = stationAddress;
    halted = null;
    ring.configure();
    threshold = ring.slots() >> (1 + ((rctl >> Registers.RCTL_THRESHOLD_SHIFT) & 3));
  }

  String halted() {
    return halted;
  }

  int takeCauses() {
    int taken = causes;
    causes = 0;
    return taken;
  }

  /** Whether frames are taken off the wire at all. */
  boolean isEnabled() {
    return enabled && halted == null;
  }

  /** Lets the host see head and counts; after a batch. */
  void publish() {
    counters.add(NicCounter.RX_FRAMES.index(), frames);
    counters.add(NicCounter.RX_BYTES.index(), storedBytes);
    frames = 0;
    storedBytes = 0;
    ring.publishHead();
  }

  @Override
  public void frame(MemorySegment from, long offset, int length, boolean withFcs) {
    if (!isEnabled()) {
      count(NicCounter.RX_DISABLED);
      return;
    }
    int bytes = withFcs ? length - Fcs.BYTES : length;
    if (bytes < SHORTEST) {
      count(NicCounter.RX_RUNT);
    } else if (bytes > LONGEST && !longFrames) {
      count(NicCounter.RX_OVERSIZE);
    } else if (withFcs && from.get(FRAME_INT, offset + bytes) != Fcs.of(from, offset, bytes)) {
      count(NicCounter.RX_CRC);
    } else if (!isOurs(from.get(FRAME_LONG, offset) & STATION_BITS)) {
      count(NicCounter.RX_FILTERED);
    } else {
      accept(from, offset, bytes);
    }
  }

  /** Promiscuous means unicast only: groups have a bit of their own (SDM 13.4.22, UPE and MPE). */
  private boolean isOurs(long destination) {
    return destination == station
        || (promiscuous && (destination & GROUP) == 0)
        || (broadcast && destination == STATION_BITS);
  }

  private void accept(MemorySegment from, long offset, int bytes) {
    int stored = stripFcs ? bytes : bytes + Fcs.BYTES;
    int needed = stored <= bufferBytes ? 1 : (stored + bufferBytes - 1) / bufferBytes;
    if (ring.owned() < needed && ring.look() < needed) {
      count(NicCounter.RX_MISSED);
      causes |= Registers.CAUSE_RXO;
      return;
    }
    boolean good = true;
    for (int done = 0; done < stored; done += bufferBytes) {
      int n = Math.min(bufferBytes, stored - done);
      long at = dma.translate(ring.headAddress(), DmaPort.READ);
      if (at == DmaPort.REFUSED) {
        halt("read");
        return;
      }
      long buffer = memory.get(Descriptors.LONG, at + Descriptors.ADDRESS);
      good &= store(from, offset, bytes, done, n, buffer);
      boolean last = done + n == stored;
      if (!writeBack(n, last, good)) {
        return;
      }
    }
    if (good) {
      frames++;
      storedBytes += bytes;
    } else {
      count(NicCounter.RX_DMA);
    }
    causes |= Registers.CAUSE_RXT0;
    if (ring.owned() <= threshold && ring.look() <= threshold) {
      causes |= Registers.CAUSE_RXDMT0;
    }
  }

  private boolean writeBack(int length, boolean last, boolean good) {
    long back = dma.translate(ring.headAddress(), DmaPort.WRITE);
    if (back == DmaPort.REFUSED) {
      halt("write");
      return false;
    }
    int status =
        last
            ? Descriptors.STATUS_DD | Descriptors.STATUS_EOP | Descriptors.STATUS_IXSM
            : Descriptors.STATUS_DD;
    long word = Descriptors.rx(length, status, good ? 0 : Descriptors.ERROR_RXE);
    // Release: publishes the frame; pairs with the acquire of RxRing's poll. Opaque, the driver may
    // read the frame of the lap before.
    WORD.setRelease(memory, back + Descriptors.WORD, word); // R1
    ring.advance();
    return true;
  }

  /** Stores bytes {@code done .. done+n-1} of frame and FCS; false if a page is refused. */
  private boolean store(MemorySegment from, long offset, int bytes, int done, int n, long buffer) {
    int ofFrame = Math.clamp((long) bytes - done, 0, n);
    for (int i = 0; i < ofFrame; ) {
      int part = DmaPort.onPage(buffer + i, ofFrame - i);
      long to = dma.translate(buffer + i, DmaPort.WRITE);
      if (to == DmaPort.REFUSED) {
        return false;
      }
      MemorySegment.copy(from, offset + done + i, memory, to, part);
      i += part;
    }
    if (ofFrame < n) {
      int fcs = Fcs.of(from, offset, bytes);
      for (int i = ofFrame; i < n; i++) {
        long to = dma.translate(buffer + i, DmaPort.WRITE);
        if (to == DmaPort.REFUSED) {
          return false;
        }
        memory.set(ValueLayout.JAVA_BYTE, to, (byte) (fcs >>> (Byte.SIZE * (done + i - bytes))));
      }
    }
    return true;
  }

  private void halt(String access) {
    counters.add(NicCounter.RING_REFUSED.index(), 1);
    halted =
        "receive ring stopped: DMA %s of the descriptor at 0x%x refused"
            .formatted(access, ring.headAddress());
  }

  private void count(NicCounter counter) {
    counters.add(counter.index(), 1);
  }
}
