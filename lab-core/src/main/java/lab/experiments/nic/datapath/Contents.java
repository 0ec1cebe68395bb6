package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.DONE;
import static lab.experiments.nic.datapath.DatapathProgram.WORKER;

import java.util.Set;
import lab.experiments.nic.datapath.Whereabouts.Place;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.SharedArray;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * What is in the memory that packets go through, in a state.
 *
 * @param old the cells whose reader may still find what was there before
 */
record Contents(Whereabouts where, Set<String> old) {

  /** A slot of a ring that holds which packet it is. */
  Piece.Cell slot(Place ring, SharedArray slots, int i) {
    String name = slots.at(i).name();
    if (slots.in(state(), i) == 0) {
      return Piece.Cell.of(name, "·", Tone.IDLE);
    }
    boolean stale = old.contains(name);
    boolean here = where.of(i) == ring;
    Tone tone = stale ? Tone.WARN : here ? Tone.BUSY : Tone.GONE;
    return token(ring, i, Piece.Cell.of(name, stale ? i + " or empty" : packet(i), tone));
  }

  /** What somebody has taken over and not yet handed on. */
  Piece.Cell hand(String name, Place place, int i) {
    String key = name + ".packet" + i;
    return where.of(i) == place
        ? token(place, i, Piece.Cell.of(key, packet(i), Tone.BUSY))
        : Piece.Cell.of(key, "·", Tone.IDLE);
  }

  /** What the application wrote. */
  Piece.Cell bytes(String key, SharedArray memory, int i) {
    int bytes = memory.in(state(), i);
    Tone tone = old.contains(key) ? Tone.WARN : bytes == 0 ? Tone.IDLE : Tone.OK;
    return token(Place.APPLICATION, i, Piece.Cell.of(key, label(key, bytes), tone));
  }

  /** What the NIC wrote for the kernel. */
  Piece.Cell buffer(SharedArray memory, int i) {
    String name = memory.at(i).name();
    int bytes = memory.in(state(), i);
    String done = DONE.in(state(), i) != 0 ? " done" : "";
    Tone tone = old.contains(name) ? Tone.WARN : tone(i, bytes);
    return token(Place.RX_RING, i, Piece.Cell.of(name, label(name, bytes) + done, tone));
  }

  /** What the worker made of it. */
  Piece.Cell received(Reg register, int i) {
    int bytes = register.in(state());
    boolean nothing = bytes == 0 && state().done(WORKER.thread());
    Piece.Cell cell =
        nothing
            ? Piece.Cell.of("got" + i, "nothing", Tone.BAD)
            : Piece.Cell.of("got" + i, label("got" + i, bytes), tone(i, bytes));
    return token(Place.WORKER_HAND, i, cell);
  }

  private String label(String key, int bytes) {
    return bytes == 0 ? "·" : old.contains(key) ? bytes + " or 0" : Integer.toString(bytes);
  }

  private static Tone tone(int i, int bytes) {
    return bytes == 0 ? Tone.IDLE : bytes == DatapathProgram.bytes(i) ? Tone.OK : Tone.BAD;
  }

  private Piece.Cell token(Place place, int i, Piece.Cell cell) {
    return where.of(i) == place ? cell.holding(packet(i)) : cell;
  }

  private ProgramState state() {
    return where.s();
  }

  private static String packet(int i) {
    return "packet " + i;
  }
}
