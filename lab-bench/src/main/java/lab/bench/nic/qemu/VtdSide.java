package lab.bench.nic.qemu;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaAllocator;
import lab.concurrent.nic.DmaBuffer;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Invalidation;
import lab.concurrent.nic.Iommu;
import lab.concurrent.nic.IommuDomain;

/**
 * QEMU's e1000 behind QEMU's VT-d, and the driver of both in the guest. It invalidates as {@link
 * Iommu} does: page by page at once, all together when as many wait as there, or never.
 */
final class VtdSide implements IommuSide {
  /**
   * Interrupt remapping is left out. Without caching mode, as on hardware, entries that are not
   * present are not remembered and need no invalidation.
   */
  private static final List<String> UNIT =
      List.of("-device", "intel-iommu,intremap=off,caching-mode=off,aw-bits=39");

  private static final int DOMAIN = 1;

  private final QemuSide qemu;
  private final GuestMemory guest;
  private final Invalidation invalidation;
  private final Vtd unit;
  private final SecondLevelTable table;
  private final Mapped mapped = new Mapped();
  private int waiting;

  /**
   * Starts QEMU.
   *
   * @param program the binary
   * @param invalidation the driver's policy
   * @throws IOException if it does not start or has no VT-d; the message has what it said
   */
  VtdSide(String program, Invalidation invalidation) throws IOException {
    this.invalidation = invalidation;
    qemu = new QemuSide(program, UNIT);
    try {
      guest = qemu.memory();
      unit = new Vtd(qemu.qtest(), guest);
      table = new SecondLevelTable(guest);
    } catch (IOException | RuntimeException e) {
      qemu.close();
      throw e;
    }
    attach(true);
  }

  /**
   * Physical pages of the guest at device addresses of their own, the same as on the other side.
   */
  private final class Mapped implements DmaAllocator {
    private long next = IommuDomain.FIRST_IOVA;

    @Override
    public MemorySegment memory() {
      return guest.memory();
    }

    @Override
    public DmaBuffer allocate(long bytes, DmaAccess access) {
      long physical = guest.pages(bytes);
      long iova = next;
      next += GuestMemory.roundUp(bytes);
      for (long at = 0; at < bytes; at += HostMemory.PAGE_BYTES) {
        table.map(iova + at, physical + at, access);
      }
      return new DmaBuffer(memory(), physical, iova, bytes);
    }

    @Override
    public void free(DmaBuffer buffer) {
      for (long at = 0; at < buffer.bytes(); at += HostMemory.PAGE_BYTES) {
        unmap(buffer.iova() + at);
      }
    }
  }

  @Override
  public long page() {
    return guest.pages(HostMemory.PAGE_BYTES);
  }

  @Override
  public void map(long iova, long physical, DmaAccess access) {
    table.map(iova, physical, access);
  }

  @Override
  public void unmap(long iova) {
    table.clear(iova);
    switch (invalidation) {
      case STRICT -> unit.invalidatePage(DOMAIN, iova);
      case LAZY -> {
        waiting++;
        if (waiting == Iommu.FLUSH_QUEUE) {
          flush();
        }
      }
      case NONE -> {}
    }
  }

  @Override
  public void flush() {
    unit.invalidateAll();
    waiting = 0;
  }

  @Override
  public void attach(boolean on) {
    if (on) {
      unit.attach(Iommu.E1000, table, DOMAIN);
    } else {
      unit.detach(Iommu.E1000);
    }
    unit.invalidateContexts();
    unit.invalidateAll();
  }

  @Override
  public Optional<RecordedFault> takeFault() {
    return unit.takeFault();
  }

  @Override
  public DmaAllocator memory() {
    return mapped;
  }

  @Override
  public Device device() {
    return qemu.device();
  }

  @Override
  public void step() {
    qemu.step();
  }

  @Override
  public List<byte[]> sent(int expected) {
    return qemu.sent(expected);
  }

  @Override
  public void arrive(byte[] frame) {
    qemu.arrive(frame);
  }

  @Override
  public void close() {
    qemu.close();
  }
}
