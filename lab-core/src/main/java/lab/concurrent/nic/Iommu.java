package lab.concurrent.nic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Stands between devices and memory: each device has the address space of its requester id, or
 * none. What is not mapped there is refused, recorded and counted.
 *
 * <p>Mapping and unmapping is for host threads, one at a time; translation is for devices ({@link
 * DmaPort}).
 */
public final class Iommu {
  /** Requester id of bus 0, device 5, function 0: where QEMU's e1000 sits in our checks. */
  public static final int E1000 = 0x28;

  /** How many unmappings wait at most under {@link Invalidation#LAZY}, as in Linux. */
  public static final int FLUSH_QUEUE = 256;

  private static final int RECORDED_FAULTS = 256;

  private final HostMemory memory;
  private final Invalidation invalidation;
  private final boolean passthrough;
  private final AtomicReferenceArray<IommuDomain> contexts = new AtomicReferenceArray<>(1 << 16);
  private final List<DmaPort> ports = new CopyOnWriteArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private final List<DmaFault> faults = new ArrayList<>();
  private long faultCount;
  private long invalidations;

  private Iommu(HostMemory memory, Invalidation invalidation, boolean passthrough) {
    this.memory = memory;
    this.invalidation = invalidation;
    this.passthrough = passthrough;
  }

  /** An IOMMU that lets nothing through until it is mapped. */
  public static Iommu of(HostMemory memory, Invalidation invalidation) {
    return new Iommu(memory, invalidation, false);
  }

  /** No protection: device addresses are physical addresses. */
  public static Iommu passthrough(HostMemory memory) {
    return new Iommu(memory, Invalidation.STRICT, true);
  }

  public HostMemory memory() {
    return memory;
  }

  public boolean isPassthrough() {
    return passthrough;
  }

  public Invalidation invalidation() {
    return invalidation;
  }

  /** A new address space, empty, and nobody's until it is attached. */
  public IommuDomain domain() {
    return new IommuDomain(this);
  }

  /** Gives a device an address space; null takes it away. What the device remembers is flushed. */
  public void attach(int requester, IommuDomain domain) {
    if (requester < 0 || requester > 0xFFFF) {
      throw new IllegalArgumentException("requester is 0..65535: requester=" + requester);
    }
    contexts.set(requester, domain);
    forgetAll();
  }

  /** What a device has in the IOTLB is forgotten before this returns, and waiting unmaps end. */
  public synchronized void flush() {
    forgetAll();
    waiting.forEach(Runnable::run);
    waiting.clear();
  }

  /** How many unmappings the device may not have heard of yet: the window is open if any. */
  public synchronized int pending() {
    return waiting.size();
  }

  /** The refused DMAs, oldest first: the first 256. */
  public List<DmaFault> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  /** How many DMAs were refused. */
  public long faultCount() {
    synchronized (faults) {
      return faultCount;
    }
  }

  /** How often a device's IOTLB, or a page of it, was invalidated. */
  public synchronized long invalidations() {
    return invalidations;
  }

  IommuDomain context(int requester) {
    return contexts.get(requester);
  }

  void connect(DmaPort port) {
    ports.add(port);
  }

  void disconnect(DmaPort port) {
    ports.remove(port);
  }

  void record(DmaFault fault) {
    synchronized (faults) {
      faultCount++;
      if (faults.size() < RECORDED_FAULTS) {
        faults.add(fault);
      }
    }
  }

  /** A domain has cleared these entries; {@code reuse} may run when no device remembers them. */
  synchronized void unmapped(IommuDomain domain, long iova, long bytes, Runnable reuse) {
    switch (invalidation) {
      case STRICT -> {
        for (DmaPort port : ports) {
          if (contexts.get(port.requester()) == domain) {
            port.forget(iova, bytes);
            invalidations++;
          }
        }
        reuse.run();
      }
      case LAZY -> {
        waiting.add(reuse);
        if (waiting.size() >= FLUSH_QUEUE) {
          flush();
        }
      }
      case NONE -> reuse.run();
    }
  }

  private synchronized void forgetAll() {
    for (DmaPort port : ports) {
      port.forgetAll();
      invalidations++;
    }
  }
}
