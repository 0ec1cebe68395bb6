package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.Transfer.Part;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * The pages of memory that an access can reach, and those beside them.
 *
 * @param on whether the IOMMU translates
 */
record PhysicalMemory(boolean on) {
  private static final List<Integer> TRANSLATED =
      List.of(0x4000, 0x5000, 0x8000, 0xa000, 0xb000, Memory.STRAY);

  private static final List<Integer> PHYSICAL =
      List.of(0x1000, 0x4000, 0x5000, 0x8000, 0x9000, 0xa000, 0xb000, Memory.STRAY);

  Piece of(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int page : on ? TRANSLATED : PHYSICAL) {
      cells.add(page(page, s));
    }
    return new Piece.Cells("memory", "", Piece.Cells.Form.GRID, 1, cells, List.of());
  }

  /** A page that the last access touched holds it. */
  private static Piece.Cell page(int page, State s) {
    String content = content(page, s);
    boolean device = content.endsWith("ring") || content.equals("packet buffer");
    Piece.Cell cell =
        Piece.Cell.of("page." + hex(page), hex(page) + " " + content, device ? Tone.OK : Tone.IDLE);
    for (Transfer transfer : s.last().stream().toList()) {
      for (Part part : transfer.parts()) {
        if (!part.blocked() && Memory.page(part.physical()) == page) {
          Tone tone = part.stray() ? Tone.BAD : Tone.BUSY;
          return Piece.Cell.of(cell.key(), cell.label(), tone).holding(transfer.access().words());
        }
      }
    }
    return cell;
  }

  /** In fewer words than a sentence has. */
  private static String content(int page, State s) {
    String content = Memory.content(page, s);
    return switch (content) {
      case Memory.OF_OTHERS -> "given to others";
      case Memory.OF_A_PROCESS -> "a process";
      default -> content;
    };
  }
}
