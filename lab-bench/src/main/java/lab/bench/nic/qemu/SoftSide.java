package lab.bench.nic.qemu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.concurrent.nic.Cable;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaAllocator;
import lab.concurrent.nic.DmaFault;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Invalidation;
import lab.concurrent.nic.Iommu;
import lab.concurrent.nic.MappedMemory;
import lab.concurrent.nic.NicConfig;
import lab.concurrent.nic.SoftNic;
import lab.concurrent.nic.Wire;

/** The software NIC at one end of a cable, behind its IOMMU. Tests make wrong ones of it. */
class SoftSide implements IommuSide {
  private static final int CABLE_FRAMES = 64;
  private static final int LARGEST_FRAME = 2048;
  private static final long MEMORY_BYTES = 8L << 20;

  private final Arena arena = Arena.ofShared();
  private final SoftNic nic;
  private final HostMemory host;
  private final Iommu iommu;
  private final MappedMemory memory;
  private final Wire far;
  private int seenFaults;

  SoftSide(Invalidation invalidation) {
    Cable cable = new Cable(CABLE_FRAMES, LARGEST_FRAME);
    host = new HostMemory(arena, MEMORY_BYTES);
    iommu = Iommu.of(host, invalidation);
    memory = new MappedMemory(iommu, NicConfig.DEFAULT.requester());
    nic = new SoftNic(NicConfig.DEFAULT, iommu, cable.left());
    far = cable.right();
  }

  @Override
  public Device device() {
    return nic;
  }

  @Override
  public DmaAllocator memory() {
    return memory;
  }

  @Override
  public long page() {
    return host.allocatePages(HostMemory.PAGE_BYTES);
  }

  @Override
  public void map(long iova, long physical, DmaAccess access) {
    memory.domain().mapAt(iova, physical, HostMemory.PAGE_BYTES, access);
  }

  @Override
  public void unmap(long iova) {
    memory.domain().unmap(iova, HostMemory.PAGE_BYTES);
  }

  @Override
  public void flush() {
    iommu.flush();
  }

  @Override
  public void attach(boolean on) {
    iommu.attach(NicConfig.DEFAULT.requester(), on ? memory.domain() : null);
  }

  @Override
  public Optional<RecordedFault> takeFault() {
    List<DmaFault> all = iommu.faults();
    List<DmaFault> fresh = all.subList(seenFaults, all.size());
    seenFaults = all.size();
    return fresh.stream().findFirst().map(RecordedFault::of);
  }

  @Override
  public void step() {
    while (nic.poll(Integer.MAX_VALUE) > 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public List<byte[]> sent(int expected) {
    step();
    List<byte[]> frames = new ArrayList<>();
    far.receive(
        (from, offset, length, withFcs) ->
            frames.add(from.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)),
        CABLE_FRAMES);
    return frames;
  }

  @Override
  public void arrive(byte[] frame) {
    try (Arena once = Arena.ofConfined()) {
      MemorySegment bytes = once.allocateFrom(ValueLayout.JAVA_BYTE, frame);
      far.send(bytes, 0, frame.length, false, (from, offset, length, withFcs) -> {});
    }
    step();
  }

  @Override
  public void close() {
    nic.close();
    arena.close();
  }
}
