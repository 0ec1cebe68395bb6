package lab.bench.nic.qemu;

import java.util.ArrayList;
import java.util.List;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Iommu;
import lab.concurrent.nic.Registers;

/**
 * What a card does behind an IOMMU while the driver changes its address space, one line an
 * observation: the bytes that leave, what is reported in the descriptors, and the faults. Two that
 * behave alike give equal lists, with each policy of invalidation.
 *
 * <p>Left out is how long the IOTLB remembers by itself: ours has 64 entries, QEMU's 1024 and the
 * hardware's count is not told. So the pages here do not push each other out of the smaller one.
 */
final class IommuTranscript {
  private static final int PAGE = HostMemory.PAGE_BYTES;

  /** The page that everything is about; not in one slot of a small IOTLB with the rings' pages. */
  private static final long WINDOW = 0x7002_0000L;

  private static final long NEXT = WINDOW + PAGE;
  private static final long QUEUE = WINDOW + 0x10_0000;
  private static final long BEYOND = 1L << 39;

  private static final int OLD = 0xA1;
  private static final int NEW = 0xB2;

  /** Fillers of frames that arrive: even, for the lowest bit of a destination says group. */
  private static final int FIRST = 0x50;

  private static final int SECOND = 0x52;
  private static final int THIRD = 0x54;
  private static final int FOURTH = 0x56;

  private final IommuSide side;
  private final PageSender sender;
  private final long oldPage;
  private final long newPage;
  private final List<String> lines = new ArrayList<>();
  private final List<Apart> apart = new ArrayList<>();

  /**
   * What was seen.
   *
   * @param lines the observations that must be equal
   * @param apart those in which QEMU is known to be another
   */
  record Seen(List<String> lines, List<Apart> apart) {}

  /** An observation that is not compared. */
  record Apart(String what, String seen) {}

  private IommuTranscript(IommuSide side) {
    this.side = side;
    sender = new PageSender(side);
    oldPage = sender.page(OLD);
    newPage = sender.page(NEW);
  }

  /** Runs every scenario. */
  static Seen of(IommuSide side) {
    IommuTranscript t = new IommuTranscript(side);
    t.maps();
    t.remaps();
    t.unmaps();
    t.queues();
    t.directions();
    t.crosses();
    t.receives();
    t.lacksRights();
    t.reports();
    t.detaches();
    return new Seen(List.copyOf(t.lines), List.copyOf(t.apart));
  }

  /**
   * A page that was refused before works once it is mapped: what is not there is not remembered.
   */
  private void maps() {
    send("nothing mapped", WINDOW);
    side.map(WINDOW, oldPage, DmaAccess.READ);
    send("mapped", WINDOW);
    send("mapped, from within", WINDOW + 1000);
    send("beyond 39 bits", BEYOND);
  }

  /** The entry is another, and the IOTLB has not heard of it: the stale translation. */
  private void remaps() {
    side.map(WINDOW, newPage, DmaAccess.READ);
    send("mapped to another page, not invalidated", WINDOW);
    side.flush();
    send("and invalidated", WINDOW);
    side.map(WINDOW, oldPage, DmaAccess.READ);
    side.flush();
    send("mapped back and invalidated", WINDOW);
  }

  /** When the window closes is the policy's. */
  private void unmaps() {
    side.unmap(WINDOW);
    send("unmapped", WINDOW);
    side.map(WINDOW, newPage, DmaAccess.READ);
    send("unmapped, then mapped to another page", WINDOW);
    side.unmap(WINDOW);
    side.flush();
    send("unmapped and all invalidated", WINDOW);
    side.map(WINDOW, oldPage, DmaAccess.READ);
    send("mapped again", WINDOW);
    side.unmap(WINDOW);
    side.flush();
  }

  /** Lazy: the queue is full with the 256th. */
  private void queues() {
    for (int i = 0; i < Iommu.FLUSH_QUEUE; i++) {
      side.map(QUEUE + (long) i * PAGE, oldPage, DmaAccess.READ);
    }
    send("one of 256 mapped", QUEUE);
    for (int i = 0; i < Iommu.FLUSH_QUEUE - 1; i++) {
      side.unmap(QUEUE + (long) i * PAGE);
    }
    send("255 unmapped", QUEUE);
    side.unmap(QUEUE + (Iommu.FLUSH_QUEUE - 1L) * PAGE);
    send("256 unmapped", QUEUE);
    side.flush();
    send("all invalidated", QUEUE);
  }

  /** Rights are remembered with the page, more than it has now too. */
  private void directions() {
    side.map(WINDOW, oldPage, DmaAccess.WRITE);
    send("may be written only", WINDOW);
    side.map(WINDOW, oldPage, DmaAccess.READ);
    send("may be read", WINDOW);
    side.map(WINDOW, oldPage, DmaAccess.WRITE);
    send("may be written only, not invalidated", WINDOW);
    side.flush();
    send("may be written only, invalidated", WINDOW);
  }

  private void crosses() {
    side.map(WINDOW, oldPage, DmaAccess.READ);
    side.map(NEXT, newPage, DmaAccess.READ);
    side.flush();
    long across = NEXT - PageSender.FRAME / 2;
    send("over the end of a page", across);
    side.unmap(NEXT);
    side.flush();
    send("over the end, the second page unmapped", across);
    side.unmap(WINDOW);
    side.flush();
  }

  private void receives() {
    long buffer = sender.page(OLD);
    side.map(WINDOW, buffer, DmaAccess.READ);
    receive("received into a page that may be read only", buffer, 0, FIRST);
    side.map(WINDOW, buffer, DmaAccess.WRITE);
    receive("received into a page that may be written", buffer, 1, SECOND);
    side.unmap(WINDOW);
    receive("received after unmap", buffer, 2, THIRD);
    side.flush();
    receive("received after all was invalidated", buffer, 3, FOURTH);
  }

  /**
   * The IOTLB has the page, but not the right. Ours looks at the table then, which may have more
   * rights by now, and records a fault if it has not. QEMU's refuses at once and records nothing,
   * until it is invalidated.
   */
  private void lacksRights() {
    long buffer = sender.page(OLD);
    side.map(WINDOW, buffer, DmaAccess.READ);
    side.flush();
    send("read before it is written", WINDOW);
    apart.add(new Apart("written where the IOTLB may read only", received(buffer, 4, FIRST)));
    side.map(WINDOW, buffer, DmaAccess.BOTH);
    apart.add(new Apart("the right added, not invalidated", received(buffer, 5, SECOND)));
    side.flush();
    receive("the right added and invalidated", buffer, 6, THIRD);
  }

  /**
   * QEMU's card does not look whether its DMA was refused: see {@link PageSender#send}. Ours sends
   * nothing then and reports an underrun, or a receive error.
   */
  private void reports() {
    apart.add(
        new Apart(
            "refused reads after which a frame left, with zeros for the bytes",
            "%d of %d".formatted(sender.filledUp(), sender.refused())));
    apart.add(
        new Apart(
            "descriptors reported with an error, sending and receiving",
            "%d and %d".formatted(sender.driver().tx().failed(), sender.driver().rx().failed())));
  }

  /**
   * Not even the descriptor is fetched; with the address space back the card works again. QEMU's
   * card takes zeros for the descriptor and goes on; ours stops, and its head stays.
   */
  private void detaches() {
    side.map(WINDOW, oldPage, DmaAccess.READ);
    side.flush();
    send("before it loses its address space", WINDOW);
    int head = side.device().read(Registers.TDH);
    side.attach(false);
    lines.add("without an address space: " + sender.send(WINDOW).text());
    boolean moved = side.device().read(Registers.TDH) != head;
    apart.add(new Apart("the head moved over a descriptor that was refused", "" + moved));
    side.attach(true);
    sender.driver().init();
    send("attached and initialised", WINDOW);
  }

  private void send(String what, long iova) {
    String text = sender.send(iova).text();
    lines.add("%s: %s, TDH %d".formatted(what, text, side.device().read(Registers.TDH)));
  }

  private void receive(String what, long buffer, int slot, int filler) {
    lines.add(
        "%s: %s, RDH %d"
            .formatted(what, received(buffer, slot, filler), side.device().read(Registers.RDH)));
  }

  private String received(long buffer, int slot, int filler) {
    String report = sender.receive(slot, WINDOW, filler);
    return "the page holds %s, %s".formatted(sender.at(buffer), report);
  }
}
