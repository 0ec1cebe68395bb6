package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.and;

import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Script;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/**
 * A program of this room: memory, and what claims and picture ask of its states, whatever its steps
 * are. Frames are counted from 0, but in memory frame n is n + 1, for 0 is what a slot holds before
 * its first use.
 */
abstract class RingProgram {
  final Setup setup;
  final int slots;
  final Cells cells = new Cells();

  /**
   * The word of each descriptor with its length, which is its OWN word in a ring of those. Where
   * frames come in there is neither this nor an address: buffers stay where they are.
   */
  final SharedArray length;

  final SharedArray address;

  /** Whether the NIC is done with a slot. */
  final SharedArray done;

  /** What is in the buffer of a slot. */
  final SharedArray payload;

  /**
   * @param used how many of its slots are: memory has no others
   */
  RingProgram(Setup setup, int used) {
    this.setup = setup;
    this.slots = setup.slots();
    int described = setup.transmit() ? used : 0;
    length = cells.array(setup.own() ? "own" : "length", described, 0);
    address = cells.array("address", described, 0);
    done = cells.array("done", used, 0);
    payload = cells.array("payload", used, 0);
  }

  abstract Program program();

  abstract Indices indices(ProgramState s);

  /** What is where outside memory, in states of that program, which is this one. */
  abstract RingPlaces places(Program program, RingTokens tokens);

  /** Whether a descriptor was fetched that was not all written. */
  boolean isUnwritten(ProgramState s) {
    return false;
  }

  /** What is to be said of a step beside what was read or written, if there is anything. */
  String blame(ProgramState before, ProgramState after) {
    return "";
  }

  /** Whether a post went to a slot that the NIC had not finished with. */
  boolean isStolen(ProgramState s) {
    return false;
  }

  /** Whether other bytes came out than went in. */
  abstract boolean isWrong(ProgramState s);

  /** Whether nothing is left to reap of what was handed over so far. */
  boolean isReaped(ProgramState s) {
    return isFinished(s);
  }

  /** Whether every frame there is has been reaped. */
  abstract boolean isFinished(ProgramState s);

  /** The slot that a count falls on. */
  final Expr slot(Expr count) {
    return and(count, slots - 1);
  }

  /** What a slot holds; nothing, if it is not used. */
  static int word(SharedArray words, ProgramState s, int slot) {
    return slot < words.length() ? words.in(s, slot) : 0;
  }

  /** How many cells are set before the first that is not. */
  static int firstUnset(SharedArray cells, ProgramState s) {
    int count = 0;
    while (count < cells.length() && cells.in(s, count) != 0) {
      count++;
    }
    return count;
  }

  /** An access that needs no order of its own, for it is part of a larger step. */
  static void load(Script code, Reg into, Target from) {
    code.load(Script.NONE, "read", into, from, AccessMode.OPAQUE);
  }

  /** As {@link #load}. */
  static void store(Script code, Target to, Expr value) {
    code.store(Script.NONE, "write", to, value, AccessMode.OPAQUE);
  }

  /**
   * Of both sides, all counted in frames; the slot is what is left modulo the ring.
   *
   * @param reaped next of the driver to reap
   * @param posted next of the driver to post
   * @param tail the same, as the NIC was told
   * @param head next of the NIC
   */
  record Indices(int reaped, int posted, int tail, int head) {}
}
