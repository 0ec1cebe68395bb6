package lab.concurrent.nic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A card on the table: memory, IOMMU, software NIC, wire and driver, put together. Nothing runs by
 * itself: either somebody calls {@link #step}, or {@link #start} gives the device a thread.
 *
 * <pre>{@code
 * try (NicRig rig = NicRig.loopback()) {
 *   rig.send(frame, 0, 60);
 *   rig.step();
 *   rig.driver().rx().poll(64, (buffer, offset, length, last) -> true);
 * }
 * }</pre>
 */
public final class NicRig implements AutoCloseable {
  private static final long SPARE_BYTES = 2L << 20;

  private final Arena arena;
  private final HostMemory memory;
  private final Iommu iommu;
  private final MappedMemory mapped;
  private final SoftNic nic;
  private final E1000Driver driver;
  private final NicThread thread;

  /**
   * A card, its driver initialised.
   *
   * @param invalidation of the IOMMU; null for none: passthrough
   * @param wire what it is plugged into
   * @param first what the device's thread does first, such as binding itself to a CPU
   */
  public NicRig(
      NicConfig nicConfig,
      DriverConfig driverConfig,
      Invalidation invalidation,
      Wire wire,
      Runnable first) {
    arena = Arena.ofShared();
    memory = new HostMemory(arena, HostMemory.roundUp(SPARE_BYTES + bufferBytes(driverConfig)));
    iommu = invalidation == null ? Iommu.passthrough(memory) : Iommu.of(memory, invalidation);
    mapped = new MappedMemory(iommu, nicConfig.requester());
    nic = new SoftNic(nicConfig, iommu, wire);
    driver = new E1000Driver(nic, mapped, driverConfig);
    thread = new NicThread(nic, first);
    driver.init();
  }

  private static long bufferBytes(DriverConfig config) {
    int buffers = config.txSlots() + config.rxSlots() + config.extraBuffers();
    return (long) buffers * (DriverConfig.BUFFER_STRIDE + 2 * Descriptors.BYTES);
  }

  /** A card with a plug that sends every frame back, behind a strict IOMMU. */
  public static NicRig loopback() {
    return loopback(DriverConfig.DEFAULT);
  }

  /** As {@link #loopback()}, driven so. */
  public static NicRig loopback(DriverConfig config) {
    return new NicRig(NicConfig.DEFAULT, config, Invalidation.STRICT, Wire.loopback(), () -> {});
  }

  /**
   * Copies a frame into the next transmit buffer, posts it and rings the doorbell. The frame's
   * first six bytes are the destination; the card takes frames to {@link E1000Driver#mac} only,
   * unless it is promiscuous.
   *
   * @return false if the ring is full
   */
  public boolean send(MemorySegment frame, long offset, int length) {
    TxRing tx = driver.tx();
    if (tx.claim(1) == 0) {
      return false;
    }
    MemorySegment.copy(frame, offset, tx.memory(), tx.next(), length);
    tx.post(length);
    tx.ring();
    return true;
  }

  /** Makes the device do all there is to do; returns how much it was. */
  public int step() {
    int all = 0;
    for (int work; (work = nic.poll(Integer.MAX_VALUE)) > 0; ) {
      all += work;
    }
    return all;
  }

  /** Gives the device a thread of its own. */
  public NicRig start() {
    thread.start();
    return this;
  }

  public HostMemory memory() {
    return memory;
  }

  public Iommu iommu() {
    return iommu;
  }

  /** The memory that the card reaches, and its address space. */
  public MappedMemory mapped() {
    return mapped;
  }

  public SoftNic nic() {
    return nic;
  }

  public E1000Driver driver() {
    return driver;
  }

  public NicThread thread() {
    return thread;
  }

  /** Stops the thread, then frees everything. */
  @Override
  public void close() {
    thread.stop();
    nic.close();
    arena.close();
  }
}
