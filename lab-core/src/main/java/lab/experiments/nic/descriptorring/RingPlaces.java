package lab.experiments.nic.descriptorring;

import java.util.List;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;

/** What is where, outside host memory. Whatever a state does not tell of is in no place. */
interface RingPlaces {

  /** What the driver has not written yet, and what it has read. */
  List<Piece.Cell> driver(ProgramState s);

  /** What it has written and nobody sees. */
  default List<Piece.Cell> writeBuffer(ProgramState s) {
    return List.of();
  }

  /** Doorbells on their way. */
  default List<Piece.Cell> link(ProgramState s) {
    return List.of();
  }

  /** What the NIC was told, has fetched, or has not stored yet. */
  List<Piece.Cell> nic(ProgramState s);

  /** Where frames go, or come from. */
  default List<Piece.Cell> wire(ProgramState s) {
    return List.of();
  }

  /**
   * The label of the access that a thread does next.
   *
   * @return empty at the end
   */
  static String label(Program program, ProgramState s, int thread) {
    List<Program.Line> lines = program.threads().get(thread).lines();
    int pc = s.pc(thread);
    return pc < lines.size() ? lines.get(pc).label().orElse("") : "";
  }
}
