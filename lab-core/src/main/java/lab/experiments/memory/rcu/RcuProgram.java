package lab.experiments.memory.rcu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;
import lab.room.ProgramControls.ProgramSetup;

/**
 * Readers enter, follow the pointer, read the node they find and leave; the writer unlinks node
 * after node and frees each, at once or after a grace period: the code of {@code
 * lab.concurrent.reclaim.EpochReader} (R) and {@code EpochDomain} (W), under the same labels, with
 * the caller's own accesses between them. Pointer 0 is none; a node's content is its number times
 * eleven, or {@link #POISON} once it is freed.
 *
 * <p>What is counted, is counted by its register and only after its access, whatever a compiler
 * does with the lines.
 */
final class RcuProgram {
  static final String READS_FREED = "reads-freed";

  /** How many nodes may be held back at a time: then retiring reports that it is full. */
  static final int HELD = 2;

  static final int POISON = -1;

  /**
   * What the program is about.
   *
   * @param grace whether freeing waits for a grace period
   * @param pin what orders a pin before the reads that follow it
   * @param readers 1 or 2
   * @param reads of the last reader within its section
   * @param nodes how many the writer unlinks, 1 to 3
   * @param stall whether the last reader never leaves
   */
  record Setup(boolean grace, Pin pin, int readers, int reads, int nodes, boolean stall) {

    /** The bounds in words. */
    String world() {
      String enter =
          readers == 1 ? "1 reader that enters once" : readers + " readers that enter once each";
      return (enter + ", " + counted(reads, "read") + " in the last section")
          + (", one writer that unlinks " + counted(nodes, "node"))
          + (stall ? ", a last reader that never leaves" : "");
    }

    private static String counted(int number, String what) {
      return number + " " + what + (number == 1 ? "" : "s");
    }
  }

  /** What orders a pin before the reads that follow it. */
  enum Pin {
    /** A full fence in the pin, and one in the writer. */
    FULL,
    /** Nothing but the modes of the accesses. */
    ACQUIRE_RELEASE,
    /** The writer's {@code membarrier}. */
    ASYMMETRIC
  }

  final Setup setup;
  final boolean whole;
  final Modes modes;
  private final String labels;
  private final Cells cells = new Cells();
  final Shared pointer = cells.cell("pointer", 1);

  /** The last of the cells: to a compiler an index reaches all that follow. */
  private final SharedArray nodes;

  final List<RcuReader> readers;
  final RcuWriter writer;

  RcuProgram(Setup setup, ProgramSetup program) {
    this(setup, program, "");
  }

  /**
   * @param labels only what begins so is labelled: R, as in the readers' class, or W, as in the
   *     domain's; empty: all
   */
  RcuProgram(Setup setup, ProgramSetup program, String labels) {
    this.setup = setup;
    this.labels = labels;
    whole = program.whole();
    modes = program.modes();
    readers =
        IntStream.range(0, setup.readers())
            .mapToObj(r -> new RcuReader(r, cells.cell("epoch" + (r + 1), 0)))
            .toList();
    nodes = cells.array("node", 1, setup.nodes(), RcuProgram::content);
    writer = new RcuWriter(readers);
  }

  Program program() {
    List<ThreadCode> threads = new ArrayList<>();
    readers.forEach(reader -> threads.add(reader.code(this)));
    threads.add(writer.code(this));
    return new Program("rcu", cells.all(), threads);
  }

  /** The node of that number; the first is node 1. */
  Target node(Expr number) {
    return nodes.at(number);
  }

  static int content(int node) {
    return 11 * node;
  }

  boolean isFreed(ProgramState s, int node) {
    return node != 0 && node <= writer.freed.in(s);
  }

  /** Whether some reader holds that node. */
  boolean isHeld(ProgramState s, int node) {
    return readers.stream().anyMatch(r -> r.found.in(s) == node);
  }

  String label(String label) {
    return label.startsWith(labels) ? label : Script.NONE;
  }
}
