package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import lab.experiments.nic.iommu.IommuMachine.Part;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.IommuMachine.Transfer;

/** One sentence for each step. */
final class IommuStory {
  private IommuStory() {}

  static String access(boolean on, State before, Transfer transfer) {
    StringBuilder text = new StringBuilder();
    String who = transfer.requester() == Requester.NIC ? "The NIC" : "The USB controller";
    String verb = transfer.write() ? "writes" : "reads";
    text.append("%s %s %d bytes at %s: ".formatted(who, verb, transfer.length(), at(transfer)));
    String joint = "";
    for (Part part : transfer.parts()) {
      text.append(joint).append(part(on, before, part));
      joint = "; then ";
    }
    return text.append('.').toString();
  }

  private static String at(Transfer transfer) {
    return hex(transfer.iova());
  }

  private static String part(boolean on, State before, Part part) {
    if (part.blocked()) {
      return "blocked at %s, fault reason %d, %s"
          .formatted(hex(part.iova()), part.reason(), Memory.reason(part.reason()));
    }
    String way = on ? (part.cached() ? "the IOTLB gives " : "the page table gives ") : "it is ";
    String what = Memory.content(part.physical(), before);
    String mine = part.stray() ? ", which no entry gives to it" : "";
    return way + hex(part.physical()) + ", " + what + mine;
  }

  static String map(State after, boolean read) {
    return "The driver maps %s to %s: the NIC may %s it."
        .formatted(hex(Memory.BUFFER), hex(Memory.frame(after.frame())), read ? "read" : "write");
  }

  static String unmap(boolean on, State after) {
    String buffer = hex(Memory.BUFFER);
    String frame = hex(Memory.frame(after.frame()));
    if (!on) {
      return "The driver unmaps %s; nothing takes %s away from the NIC, and others get the page."
          .formatted(buffer, frame);
    }
    if (after.phase() == Phase.INVALIDATING) {
      return "The driver clears the entry of %s and waits for the IOTLB before it gives %s away."
          .formatted(buffer, frame);
    }
    String cached =
        after.cachedFrame() == 0
            ? "no translation is cached"
            : "the IOTLB still leads to " + hex(Memory.frame(after.cachedFrame()));
    String queue = after.phase() == Phase.QUEUED ? ", the IOVA waits for a flush" : "";
    return "The driver clears the entry of %s, and others get the page: %s%s."
        .formatted(buffer, cached, queue);
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
