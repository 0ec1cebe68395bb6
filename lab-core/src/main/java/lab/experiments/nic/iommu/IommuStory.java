package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.stream.Collectors;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.Transfer.Part;

/** One sentence for each step. */
final class IommuStory {
  private IommuStory() {}

  static String access(boolean on, State before, Transfer transfer) {
    String what =
        transfer.parts().stream()
            .map(p -> part(on, before, p))
            .collect(Collectors.joining("; then "));
    Access access = transfer.access();
    return (access.requester() == Requester.NIC ? "The NIC " : "The USB controller ")
        + (access.write() ? "writes " : "reads ")
        + access.length()
        + " bytes at "
        + hex(access.address())
        + ": "
        + what
        + ".";
  }

  /** Why the last access is not offered once more. */
  static String again(Transfer last) {
    int reason = last.parts().getLast().reason();
    if (reason != 0) {
      return reason == Memory.NO_MEMORY
          ? "nothing has just answered there, and nothing would again"
          : "it has just been blocked there: a second try would be too";
    }
    return last.access().write()
        ? "it has just written there: a second write goes the same way"
        : "it has just read there: a second read finds the same";
  }

  /** Why the IOVA of the buffer cannot be mapped. */
  static String taken(boolean on, Phase phase) {
    return switch (phase) {
      case FREE -> throw new IllegalArgumentException("it can");
      case MAPPED -> on ? "it is mapped already" : "the one buffer is mapped already";
      case INVALIDATING -> "its unmap waits for the IOTLB";
      case QUEUED -> "the IOVA waits for a flush";
    };
  }

  private static String part(boolean on, State before, Part part) {
    if (part.reason() == Memory.NO_MEMORY) {
      return "at " + hex(part.address()) + " there is no memory, and nobody answers";
    }
    if (part.blocked()) {
      String why = ", fault reason " + part.reason() + ", " + Memory.reason(part.reason());
      return "blocked at " + hex(part.address()) + why;
    }
    String what = Memory.content(part.physical(), before);
    String stray = part.stray() ? ", which is not given to it" : "";
    String table = part.cached() ? "the IOTLB gives " : "the page table gives ";
    String way = on ? table : "untranslated it is ";
    return way + hex(part.physical()) + ", " + what + stray;
  }

  static String map(boolean on, State after, boolean read) {
    String frame = hex(Memory.frame(after.frame()));
    String may = read ? ": the NIC may read it" : ": the NIC may write it";
    return on
        ? "The kernel maps " + hex(Memory.BUFFER) + " to " + frame + may + "."
        : "The kernel gives the NIC the physical address " + frame + may + ", and nobody looks.";
  }

  static String unmap(boolean on, State after) {
    String buffer = hex(Memory.BUFFER);
    String frame = hex(Memory.frame(after.frame()));
    if (!on) {
      return "The kernel takes "
          + frame
          + " back, and others get the page; nothing keeps the NIC from it.";
    }
    if (after.phase() == Phase.INVALIDATING) {
      return "The kernel clears the entry of "
          + buffer
          + " and waits for the IOTLB before it gives "
          + frame
          + " away.";
    }
    String cached =
        after.cachedFrame() == 0
            ? "no translation is cached"
            : "the IOTLB still leads to " + hex(Memory.frame(after.cachedFrame()));
    String queue = after.phase() == Phase.QUEUED ? ", the IOVA waits for a flush" : "";
    return "The kernel clears the entry of "
        + buffer
        + ", and others get the page: "
        + cached
        + queue
        + ".";
  }

  static String invalidate(State before) {
    return before.cachedFrame() == 0
        ? "The IOTLB held nothing of it: unmap returns, and others get the page."
        : "The IOTLB drops the translation: unmap returns, and others get the page.";
  }

  static String flush(State before) {
    return before.cachedFrame() == 0
        ? "The flush queue is emptied and the IOTLB with it: the IOVA is free again."
        : "The flush queue is emptied and the IOTLB with it: the window closes, the IOVA is free.";
  }
}
