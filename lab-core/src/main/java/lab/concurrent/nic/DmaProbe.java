package lab.concurrent.nic;

import static lab.concurrent.nic.Descriptors.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Lets a real software NIC try a DMA, and says what came of it. Sending reads memory: the device
 * fetches a frame from the address, and somebody listens on the wire. Receiving writes memory: a
 * frame is stored at the address.
 */
public final class DmaProbe {
  private static final int FRAME_BYTES = 64;
  private static final int SLOTS = 8;
  private static final int MEMORY_BYTES = 4 << 20;

  private DmaProbe() {}

  /**
   * What came of it.
   *
   * @param reached whether the device's DMA went through
   * @param leaked the first 8 bytes that left on the wire; empty if none did, and for a write
   * @param faults what the IOMMU recorded
   * @param framesSent how many frames left the card
   */
  public record Answer(
      boolean reached, Optional<Long> leaked, List<DmaFault> faults, long framesSent) {}

  /** What the memory is like before the device tries. */
  @FunctionalInterface
  public interface Preparation {
    /** Writes to memory, maps pages; the domain is not used under passthrough. */
    void prepare(HostMemory memory, IommuDomain domain);
  }

  /**
   * The device reads 64 bytes.
   *
   * @param invalidation of the IOMMU; null: passthrough
   * @param iova the device address to read at
   */
  public static Answer read(Invalidation invalidation, long iova, Preparation preparation) {
    return probe(invalidation, iova, preparation, (memory, domain) -> {}, false);
  }

  /**
   * The device writes 64 bytes, each 0x5A; as {@link #read}. Look at the memory of the preparation
   * in {@code after}, before it is freed.
   */
  public static Answer write(
      Invalidation invalidation, long iova, Preparation preparation, Preparation after) {
    return probe(invalidation, iova, preparation, after, true);
  }

  private static Answer probe(
      Invalidation invalidation,
      long iova,
      Preparation preparation,
      Preparation after,
      boolean writes) {
    try (Arena arena = Arena.ofShared()) {
      HostMemory memory = new HostMemory(arena, MEMORY_BYTES);
      Iommu iommu =
          invalidation == null ? Iommu.passthrough(memory) : Iommu.of(memory, invalidation);
      MappedMemory mapped = new MappedMemory(iommu, Iommu.E1000);
      preparation.prepare(memory, mapped.domain());
      Tap tap = new Tap();
      try (SoftNic nic = new SoftNic(NicConfig.DEFAULT, iommu, writes ? Wire.loopback() : tap)) {
        DriverConfig config = DriverConfig.DEFAULT.withSlots(SLOTS, SLOTS).withPromiscuous(true);
        E1000Driver driver = new E1000Driver(nic, mapped, config);
        driver.init();
        if (writes) {
          memory.segment().set(LONG, driver.rx().descriptor(0), iova);
          memory.segment().asSlice(driver.tx().next(), FRAME_BYTES).fill((byte) 0x5A);
          driver.tx().post(FRAME_BYTES);
        } else {
          int command = Descriptors.CMD_EOP | Descriptors.CMD_IFCS;
          driver.tx().post(iova, FRAME_BYTES, command);
        }
        driver.tx().ring();
        nic.poll(SLOTS);
        after.prepare(memory, mapped.domain());
        return answer(nic, iommu, writes, tap.seen);
      }
    }
  }

  private static Answer answer(SoftNic nic, Iommu iommu, boolean writes, long seen) {
    boolean reached = nic.count(writes ? NicCounter.RX_FRAMES : NicCounter.TX_FRAMES) == 1;
    Optional<Long> bytes = reached && !writes ? Optional.of(seen) : Optional.empty();
    return new Answer(reached, bytes, iommu.faults(), nic.count(NicCounter.TX_FRAMES));
  }

  /** A wire at whose end somebody listens. */
  private static final class Tap implements Wire {
    private long seen;

    @Override
    public boolean send(
        MemorySegment memory, long offset, int length, boolean withFcs, FrameReceiver self) {
      seen = memory.get(LONG, offset);
      return true;
    }

    @Override
    public int receive(FrameReceiver receiver, int limit) {
      return 0;
    }
  }
}
