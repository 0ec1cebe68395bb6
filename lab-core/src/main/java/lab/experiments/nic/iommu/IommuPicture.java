package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.experiments.nic.iommu.Transfer.Part;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The device, what stands between it and memory, and memory: how far the last access came. */
final class IommuPicture {
  private static final String ANSWER = "answer";

  private final IommuMachine machine;
  private final PhysicalMemory memory;

  IommuPicture(IommuMachine machine) {
    this.machine = machine;
    memory = new PhysicalMemory(machine.on());
  }

  Stage of(State s) {
    String between = machine.on() ? "the IOMMU" : "passthrough, nobody looks";
    return Stage.of(device(), new AddressTable(machine).of(s), answer(s), memory.of(s))
        .in(
            Place.at(0, "the NIC", Tone.A, "device"),
            Place.at(1, between, machine.on() ? Tone.B : Tone.IDLE, "table", ANSWER),
            Place.at(2, "memory", Tone.IDLE, "memory"));
  }

  /** What the NIC may be told to access: a click tells it. */
  private Piece device() {
    List<Piece.Cell> cells = new ArrayList<>();
    for (Access access : Access.told(machine.on(), machine.bufferIsRead())) {
      String label = (access.write() ? "write " : "") + hex(access.address());
      String action = access.action().toString();
      cells.add(Piece.Cell.of(action, label, Tone.A).doing(action).holding(access.words()));
    }
    return new Piece.Cells("device", "DMA to", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  /** What became of each page of the last access; one that is blocked stays here. */
  private Piece answer(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (Transfer transfer : s.last().stream().toList()) {
      for (Part part : transfer.parts()) {
        Piece.Cell cell = Piece.Cell.of("part" + cells.size(), answer(part), tone(part));
        boolean stopped = part.blocked() && machine.on();
        cells.add(stopped ? cell.holding(transfer.access().words()) : cell);
      }
    }
    if (cells.isEmpty()) {
      cells.add(Piece.Cell.of("none", "·", Tone.IDLE));
    }
    return new Piece.Cells(ANSWER, ANSWER, Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private String answer(Part part) {
    if (part.reason() == Memory.NO_MEMORY) {
      return Memory.reason(part.reason());
    }
    if (part.blocked()) {
      return "BLOCK " + part.reason() + ": " + Memory.reason(part.reason());
    }
    return machine.on() ? (part.cached() ? "ALLOW, cached" : "ALLOW") : "not asked";
  }

  private static Tone tone(Part part) {
    return part.stray() ? Tone.BAD : Tone.OK;
  }
}
