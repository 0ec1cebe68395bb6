package lab.experiments.nic.iommu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;

/**
 * A NIC with two rings that are mapped for good, a buffer page that the kernel maps and unmaps, and
 * what stands between the NIC and memory. Each access is one step; each page of it is decided
 * alone.
 */
final class IommuMachine implements Machine<State> {
  static final String STRAY = "stray-dma";
  static final String WINDOW = "open-window";
  static final String STALE_REUSE = "stale-reuse";
  static final String RING = "ring-access";
  static final String BUFFER = "buffer-access";

  /** When a cached translation goes, after its page-table entry has gone. */
  enum Invalidation {
    /** Before unmap returns. */
    STRICT,
    /** Later, for many at once; the IOVA is not given out again before. */
    LAZY,
    /** Not at all, a driver's bug. */
    NEVER
  }

  /** How far the kernel is with the buffer at {@link Memory#BUFFER}. */
  enum Phase {
    FREE,
    MAPPED,
    /** The entry is gone, and unmap waits for the IOTLB. */
    INVALIDATING,
    /** Unmap has returned; the IOVA waits in the flush queue. */
    QUEUED
  }

  /** Who asks: the NIC, or another function of the bus, to which nothing is given. */
  enum Requester {
    NIC,
    USB
  }

  /**
   * @param frame the page frame that the buffer lies in, or lay in last; 0: none yet
   * @param cachedFrame the frame under which the IOTLB knows the buffer; 0: it does not
   */
  record State(
      Phase phase,
      int frame,
      boolean rxCached,
      boolean txCached,
      int cachedFrame,
      Optional<Transfer> last) {}

  private static final Action INVALIDATE = Action.of("kernel", "invalidate");
  private static final Action FLUSH = Action.of("kernel", "flush");

  private final boolean on;
  private final Invalidation invalidation;
  private final boolean bufferIsRead;
  private final Translation translation;

  /**
   * @param on whether the IOMMU translates; else passthrough
   * @param bufferIsRead whether the NIC may read the buffer (to send it); else write it
   */
  IommuMachine(boolean on, Invalidation invalidation, boolean bufferIsRead) {
    this.on = on;
    this.invalidation = invalidation;
    this.bufferIsRead = bufferIsRead;
    translation = new Translation(on, bufferIsRead);
  }

  boolean on() {
    return on;
  }

  boolean bufferIsRead() {
    return bufferIsRead;
  }

  @Override
  public State start() {
    return new State(Phase.FREE, 0, false, false, 0, Optional.empty());
  }

  @Override
  public void steps(State s, Steps<State> out) {
    for (Access access : Access.all(on)) {
      State next = access(s, access);
      if (!next.equals(s)) {
        out.step(access.action(), next, () -> IommuStory.access(on, s, next.last().orElseThrow()));
      }
    }
    switch (s.phase()) {
      case FREE -> {
        State next = kernel(s, Phase.MAPPED, nextFrame(s), false);
        out.step(map(s), next, () -> IommuStory.map(on, next, bufferIsRead));
      }
      case MAPPED -> {
        State next = kernel(s, afterUnmap(), s.frame(), false);
        out.step(unmap(s), next, () -> IommuStory.unmap(on, next));
      }
      case INVALIDATING ->
          out.step(
              INVALIDATE, kernel(s, Phase.FREE, s.frame(), true), () -> IommuStory.invalidate(s));
      case QUEUED -> {
        // The flush of a whole domain: the rings' translations go too, and are walked again.
        State flushed = new State(Phase.FREE, s.frame(), false, false, 0, Optional.empty());
        out.step(FLUSH, flushed, () -> IommuStory.flush(s));
      }
    }
  }

  /** The page frames are used in turn. */
  private static int nextFrame(State s) {
    return s.frame() == 1 ? 2 : 1;
  }

  private Action map(State s) {
    return kernel("map", nextFrame(s));
  }

  private Action unmap(State s) {
    return kernel("unmap", Math.max(s.frame(), 1));
  }

  /** By the address that mapping gives to the driver. */
  private Action kernel(String verb, int frame) {
    return Action.of("kernel", verb, Memory.address(Memory.toldBuffer(on, frame)));
  }

  /** An access again, with nothing between: the state keeps the last one and what became of it. */
  @Override
  public List<Refusal> refusals(State s) {
    List<Refusal> refusals = new ArrayList<>();
    for (Access access : Access.all(on)) {
      if (access(s, access).equals(s)) {
        refusals.add(new Refusal(access.action(), IommuStory.again(s.last().orElseThrow())));
      }
    }
    if (s.phase() != Phase.FREE) {
      refusals.add(new Refusal(map(s), IommuStory.taken(on, s.phase())));
    }
    if (s.phase() != Phase.MAPPED) {
      refusals.add(new Refusal(unmap(s), "it is not mapped"));
    }
    Phase then = afterUnmap();
    if (then == Phase.INVALIDATING && s.phase() != then) {
      refusals.add(new Refusal(INVALIDATE, "no unmap waits for it"));
    }
    if (then == Phase.QUEUED && s.phase() != then) {
      refusals.add(new Refusal(FLUSH, "the flush queue is empty"));
    }
    return refusals;
  }

  private Phase afterUnmap() {
    return !on || invalidation == Invalidation.NEVER
        ? Phase.FREE
        : invalidation == Invalidation.STRICT ? Phase.INVALIDATING : Phase.QUEUED;
  }

  private static State kernel(State s, Phase phase, int frame, boolean forget) {
    return new State(
        phase, frame, s.rxCached(), s.txCached(), forget ? 0 : s.cachedFrame(), Optional.empty());
  }

  private State access(State s, Access access) {
    List<Transfer.Part> parts = new ArrayList<>();
    boolean rx = s.rxCached();
    boolean tx = s.txCached();
    int cached = s.cachedFrame();
    int end = access.address() + access.length();
    for (int at = access.address(); at < end; ) {
      int next = Math.min(end, Memory.page(at) + Memory.PAGE);
      Transfer.Part part = translation.part(s, access, at, next - at);
      parts.add(part);
      if (part.blocked()) {
        break;
      }
      if (on) {
        int page = Memory.page(at);
        rx |= page == Memory.RX_RING;
        tx |= page == Memory.TX_RING;
        cached = page == Memory.BUFFER && cached == 0 ? s.frame() : cached;
      }
      at = next;
    }
    Optional<Transfer> last = Optional.of(new Transfer(access, parts));
    return new State(s.phase(), s.frame(), rx, tx, cached, last);
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            STRAY,
            "No DMA touches memory that the kernel has not given to the device for that access;"
                + " what was mapped is given until its unmap returns.",
            s -> s.last().filter(Transfer::stray).isPresent()),
        new Claim.Never<>(
            WINDOW, "Once unmap has returned, the device cannot reach the page.", this::open),
        new Claim.Never<>(
            STALE_REUSE,
            "No IOVA is mapped again while the IOTLB still holds its old translation; passthrough"
                + " has neither.",
            s -> s.phase() == Phase.MAPPED && s.cachedFrame() != 0 && s.cachedFrame() != s.frame()),
        new Claim.Sometimes<>(
            RING, "The NIC reaches its ring.", s -> reaches(s, Memory.ring(Memory.RX_RING))),
        new Claim.Sometimes<>(
            BUFFER,
            "The NIC reaches the buffer, and may.",
            s -> s.frame() != 0 && reaches(s, Memory.frame(s.frame()))));
  }

  /** Whether a page whose unmap has returned can still be reached: nobody looks, or the IOTLB. */
  private boolean open(State s) {
    boolean unmapped = s.frame() != 0 && (s.phase() == Phase.FREE || s.phase() == Phase.QUEUED);
    return unmapped && (!on || s.cachedFrame() != 0);
  }

  private static boolean reaches(State s, int page) {
    return s.last().filter(t -> t.touched(page) && !t.stray()).isPresent();
  }
}
