package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.Requester;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.Transfer.Part;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The table of addresses, physical memory, and what became of the last access. */
final class IommuPicture {
  /** The pages that an access can reach, and those beside them. */
  private static final List<Integer> TRANSLATED =
      List.of(0x4000, 0x5000, 0x8000, 0xa000, 0xb000, Memory.STRAY);

  private static final List<Integer> PHYSICAL =
      List.of(0x1000, 0x4000, 0x5000, 0x8000, 0x9000, 0xa000, 0xb000, Memory.STRAY);

  private final IommuMachine machine;

  IommuPicture(IommuMachine machine) {
    this.machine = machine;
  }

  Stage of(State s) {
    return Stage.of(new AddressTable(machine).of(s), memory(s), last(s));
  }

  /** The pages that matter; those the last access touched are marked. */
  private Piece memory(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    List<Piece.Mark> marks = new ArrayList<>();
    for (int page : machine.on() ? TRANSLATED : PHYSICAL) {
      List<Part> parts =
          s.last().stream()
              .flatMap(t -> t.parts().stream())
              .filter(p -> !p.blocked() && Memory.page(p.physical()) == page)
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
    String who = t.access().requester() == Requester.NIC ? "NIC" : "USB";
    String what = t.access().write() ? "write" : "read";
    String access = "%s %s %s+%d".formatted(who, what, hex(p.address()), p.length());
    if (p.reason() == Memory.NO_MEMORY) {
      return Piece.Row.of(key, Tone.OK, "", access, "no answer", Memory.reason(p.reason()));
    }
    if (p.blocked()) {
      return Piece.Row.of(
          key, Tone.OK, "", access, "BLOCK", p.reason() + ": " + Memory.reason(p.reason()));
    }
    String answer = machine.on() ? (p.cached() ? "ALLOW, cached" : "ALLOW") : "not asked";
    String leads = hex(p.physical()) + " " + Memory.content(p.physical(), s);
    return Piece.Row.of(key, p.stray() ? Tone.BAD : Tone.OK, "", access, answer, leads);
  }
}
