package lab.bench.nic.iommu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaBuffer;
import lab.concurrent.nic.DmaFault;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.E1000Driver;
import lab.concurrent.nic.FrameReceiver;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Invalidation;
import lab.concurrent.nic.Iommu;
import lab.concurrent.nic.IommuDomain;
import lab.concurrent.nic.MappedMemory;
import lab.concurrent.nic.NicConfig;
import lab.concurrent.nic.SoftNic;
import lab.concurrent.nic.Wire;

/**
 * A software NIC with one mapped buffer, memory in which every word says whose it is, and an ear.
 */
final class Probe implements AutoCloseable {
  /** What is heard on the wire. */
  enum Seen {
    OWN,
    NOTHING,
    FOREIGN
  }

  static final int LINE = 64;

  /** Where the room's kernel text lies: below the first page that is given to anybody. */
  static final long KERNEL = 0xf000;

  private static final int MEMORY_BYTES = 1 << 20;
  private static final int SLOTS = 8;
  private static final long FOREIGN_WORD = 0x0BAD_0BAD_0BAD_0BADL;
  private static final long OWN_WORD = 0x600D_600D_600D_600DL;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final Arena arena = Arena.ofShared();
  private final HostMemory memory = new HostMemory(arena, MEMORY_BYTES);
  private final Iommu iommu;
  private final MappedMemory mapped;
  private final DmaBuffer buffer;
  private final Ear ear = new Ear();
  private final SoftNic nic;
  private final E1000Driver driver;

  Probe(boolean on, Invalidation invalidation) {
    iommu = on ? Iommu.of(memory, invalidation) : Iommu.passthrough(memory);
    mapped = new MappedMemory(iommu, Iommu.E1000);
    fill(0, MEMORY_BYTES, FOREIGN_WORD);
    nic = new SoftNic(NicConfig.DEFAULT, iommu, ear);
    driver = new E1000Driver(nic, mapped, DriverConfig.DEFAULT.withSlots(SLOTS, SLOTS));
    driver.init();
    buffer = mapped.allocate(HostMemory.PAGE_BYTES, DmaAccess.READ);
    fill(buffer.offset(), HostMemory.PAGE_BYTES, OWN_WORD);
  }

  private void fill(long begin, long bytes, long word) {
    for (long at = begin; at < begin + bytes; at += Long.BYTES) {
      memory.segment().set(LONG, at, word);
    }
  }

  /** Of physical memory. */
  long bytes() {
    return MEMORY_BYTES;
  }

  /** The device address of the mapped buffer. */
  long own() {
    return buffer.iova();
  }

  /** Whether the NIC was given that address: pages are given out in order, the buffer's last. */
  boolean isMapped(long iova) {
    long first = iommu.isPassthrough() ? HostMemory.FIRST_FREE : IommuDomain.FIRST_IOVA;
    return iova >= first && iova < own() + HostMemory.PAGE_BYTES;
  }

  /** Lets the NIC send a line from that address. */
  Seen send(long iova) {
    ear.heard = 0;
    if (driver.tx().claim(1) == 0) {
      throw new IllegalStateException("the NIC has stopped: " + nic.trouble());
    }
    driver.tx().post(iova, LINE, Descriptors.CMD_EOP | Descriptors.CMD_IFCS);
    driver.tx().ring();
    nic.poll(1);
    return ear.heard == 0 ? Seen.NOTHING : ear.heard == OWN_WORD ? Seen.OWN : Seen.FOREIGN;
  }

  static String text(Seen seen) {
    return switch (seen) {
      case OWN -> "read";
      case NOTHING -> "refused";
      case FOREIGN -> "somebody else's bytes";
    };
  }

  void unmap() {
    mapped.free(buffer);
  }

  void flush() {
    iommu.flush();
  }

  /** Another page, which the device may write and not read. */
  long mapForWriting() {
    return mapped.allocate(HostMemory.PAGE_BYTES, DmaAccess.WRITE).iova();
  }

  /**
   * The device keeps its registers and loses its address space, with its rings: even fetching the
   * descriptor is refused.
   */
  void detach() {
    iommu.attach(Iommu.E1000, null);
  }

  String faults() {
    return String.format(Locale.ROOT, "%,d", iommu.faultCount());
  }

  String lastFault() {
    List<DmaFault> faults = iommu.faults();
    return faults.isEmpty() ? "nothing was refused" : faults.getLast().text();
  }

  @Override
  public void close() {
    nic.close();
    arena.close();
  }

  /** Hears the first word of each frame; nothing comes back. */
  private static final class Ear implements Wire {
    private long heard;

    @Override
    public boolean send(
        MemorySegment from, long offset, int length, boolean withFcs, FrameReceiver self) {
      heard = from.get(LONG, offset);
      return true;
    }

    @Override
    public int receive(FrameReceiver receiver, int limit) {
      return 0;
    }
  }
}
