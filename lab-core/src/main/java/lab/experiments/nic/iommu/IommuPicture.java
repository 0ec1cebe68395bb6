package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.iommu.IommuMachine.Part;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.IommuMachine.Transfer;
import lab.explore.Step;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The page table with the IOTLB beside it, physical memory, and what became of the last access. */
final class IommuPicture {
  private final IommuMachine machine;

  IommuPicture(IommuMachine machine) {
    this.machine = machine;
  }

  Stage of(State s) {
    return Stage.of(table(s), memory(s), last(s));
  }

  private Piece table(State s) {
    List<Piece.Row> rows = new ArrayList<>();
    rows.add(ring("rx", Memory.RX_RING, 0x4000, s.rxCached(), s));
    rows.add(ring("tx", Memory.TX_RING, 0x8000, s.txCached(), s));
    rows.add(buffer(s));
    rows.add(
        new Piece.Row(
            "stray",
            List.of(hex(Memory.STRAY), "none", "", ""),
            Tone.IDLE,
            "",
            offered("nic.dma:0xf000", s)));
    rows.add(
        new Piece.Row(
            "other",
            List.of("other", "none", "", ""),
            Tone.IDLE,
            "",
            offered("nic.dma:0x5000", s)));
    String title =
        machine.on()
            ? "page table of the NIC, and its IOTLB"
            : "what the kernel has mapped; passthrough: nobody looks";
    return new Piece.Table("table", title, List.of("IOVA", "entry", "NIC may", "IOTLB"), rows);
  }

  private Piece.Row ring(String key, int iova, int physical, boolean cached, State s) {
    return new Piece.Row(
        key,
        List.of(hex(iova), hex(physical), "read, write", cached ? hex(physical) : ""),
        Tone.OK,
        "",
        offered("nic.dma:" + Memory.address(iova), s));
  }

  /** An access, if it would change something. */
  private Optional<String> offered(String access, State s) {
    boolean possible =
        Step.from(machine, s).stream().anyMatch(step -> step.action().toString().equals(access));
    return possible ? Optional.of(access) : Optional.empty();
  }

  private Piece.Row buffer(State s) {
    boolean mapped = s.phase() == Phase.MAPPED;
    int frame = s.frame() == 0 ? 0 : Memory.frame(s.frame());
    String entry =
        switch (s.phase()) {
          case FREE -> "none";
          case MAPPED -> hex(frame);
          case INVALIDATING -> "cleared, unmap waits";
          case QUEUED -> "none, awaits flush";
        };
    int cached = s.cachedFrame() == 0 ? 0 : Memory.frame(s.cachedFrame());
    boolean stale = cached != 0 && (!mapped || cached != frame);
    String iotlb = cached == 0 ? "" : hex(cached) + (stale ? " stale" : "");
    Tone tone =
        stale
            ? (s.phase() == Phase.INVALIDATING ? Tone.WARN : Tone.BAD)
            : mapped ? Tone.OK : Tone.IDLE;
    String may = mapped ? (machine.bufferIsRead() ? "read" : "write") : "";
    return new Piece.Row(
        "buffer",
        List.of(hex(Memory.BUFFER), entry, may, iotlb),
        tone,
        "",
        offered((machine.bufferIsRead() ? "nic.dma" : "nic.write") + ":0x3000", s));
  }

  /** The pages that matter; those the last access touched are marked. */
  private Piece memory(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    List<Piece.Mark> marks = new ArrayList<>();
    for (int page : new int[] {0x0000, 0x4000, 0x5000, 0x8000, 0xa000, 0xb000}) {
      List<Part> parts =
          s.last().stream()
              .flatMap(t -> t.parts().stream())
              .filter(p -> !p.blocked() && p.physical() / Memory.PAGE * Memory.PAGE == page)
              .toList();
      boolean stray = parts.stream().anyMatch(Part::stray);
      String content = Memory.content(page, s);
      boolean device = content.endsWith("ring") || content.equals("packet buffer");
      String key = "page." + hex(page);
      Tone tone = stray ? Tone.BAD : !parts.isEmpty() ? Tone.BUSY : device ? Tone.OK : Tone.IDLE;
      cells.add(Piece.Cell.of(key, hex(page) + " " + content, tone));
      if (!parts.isEmpty()) {
        marks.add(new Piece.Mark(key + ".dma", "DMA", key, tone));
      }
    }
    return new Piece.Cells(
        "memory", "physical memory, some pages", Piece.Cells.Form.GRID, 2, cells, marks);
  }

  private Piece last(State s) {
    List<Piece.Row> rows = new ArrayList<>();
    s.last()
        .ifPresent(t -> {
          for (int i = 0; i < t.parts().size(); i++) {
            rows.add(part("part" + i, t, t.parts().get(i), s));
          }
        });
    if (rows.isEmpty()) {
      rows.add(Piece.Row.of("none", Tone.IDLE, "", "-", "", ""));
    }
    return new Piece.Table("last", "last access", List.of("access", "answer", "leads to"), rows);
  }

  private Piece.Row part(String key, Transfer t, Part p, State s) {
    String who = t.requester() == Requester.NIC ? "NIC" : "USB";
    String access =
        "%s %s %s+%d".formatted(who, t.write() ? "write" : "read", hex(p.iova()), p.length());
    if (p.blocked()) {
      return Piece.Row.of(
          key, Tone.OK, "", access, "BLOCK", p.reason() + ": " + Memory.reason(p.reason()));
    }
    String answer = machine.on() ? (p.cached() ? "ALLOW, cached" : "ALLOW") : "not asked";
    String leads = hex(p.physical()) + " " + Memory.content(p.physical(), s);
    return Piece.Row.of(key, p.stray() ? Tone.BAD : Tone.OK, "", access, answer, leads);
  }
}
