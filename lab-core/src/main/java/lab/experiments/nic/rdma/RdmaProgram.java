package lab.experiments.nic.rdma;

import static lab.memorymodel.Expr.constant;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Script.Way;

/**
 * An application that posts its one buffer, changes it and reaps completions, in any order, and the
 * NIC that reads the buffer. The code between them is that of {@code
 * lab.concurrent.nic.rdma.WorkQueue}, under the same labels.
 *
 * <p>Indices count modulo twice the depth of their ring, which is enough to tell full from empty.
 * The buffer holds one of two messages; a request carries, as a note of the model's, which one it
 * held when it was posted. Where the grain is accesses the application makes at most {@link
 * #OPERATIONS} operations.
 */
final class RdmaProgram {
  /**
   * How the queue pair is used.
   *
   * @param waits whether the buffer is left alone until everything posted is completed
   * @param depth of the send queue: 1, 2 or 4
   * @param entries of the completion queue: 1, 2 or 4
   * @param signalEvery each so-manieth request is signaled; 0: none
   * @param early whether a slot is free when its request is done (rxe), not when that is polled
   * @param mistakes whether requests may be wrong, and the queue pair be reset
   */
  record Use(
      boolean waits, int depth, int entries, int signalEvery, boolean early, boolean mistakes) {

    /** The bounds of the machine's world. */
    String world(boolean whole) {
      String signaled =
          signalEvery == 0
              ? "no request signaled"
              : signalEvery == 1
                  ? "every request signaled"
                  : "one request in " + signalEvery + " signaled";
      return "one queue pair with one buffer for messages A and B, a send queue of "
          + depth
          + ", a completion queue of "
          + entries
          + ", "
          + signaled
          + ", "
          + (whole ? "any number of operations" : "at most " + OPERATIONS + " operations")
          + (mistakes ? ", wrong keys, missing receives and resets" : "");
    }
  }

  static final int OPERATIONS = 4;

  private RdmaProgram() {}

  /**
   * The program.
   *
   * @param whole whether operations are steps, so that nothing bounds their number
   */
  static Program of(Use use, boolean whole, Modes modes) {
    RdmaMemory memory = new RdmaMemory(use);
    List<ThreadCode> threads = new ArrayList<>();
    threads.add(new RdmaApp(memory, whole, modes).thread());
    threads.add(new RdmaNic(memory, whole, modes).thread());
    if (use.mistakes()) {
      threads.add(peer(memory));
    }
    return new Program("rdma", memory.cells(), threads);
  }

  /** The other side, which only posts receives. */
  private static ThreadCode peer(RdmaMemory memory) {
    Script code = new Script(new Registers(2, "peer"));
    code.place("choose").choose(new Way("receive", "", constant(1), "receive"));
    code.place("receive");
    code.store(Script.NONE, "receive", memory.receives, constant(1), AccessMode.OPAQUE);
    return code.jump("choose").thread();
  }
}
