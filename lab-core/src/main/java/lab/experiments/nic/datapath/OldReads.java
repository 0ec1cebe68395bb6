package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.ADDRESS;
import static lab.experiments.nic.datapath.DatapathProgram.BUFFER;
import static lab.experiments.nic.datapath.DatapathProgram.DESCRIPTOR;
import static lab.experiments.nic.datapath.DatapathProgram.NIC;
import static lab.experiments.nic.datapath.DatapathProgram.OUT;
import static lab.experiments.nic.datapath.DatapathProgram.PACKETS;
import static lab.experiments.nic.datapath.DatapathProgram.PAYLOAD;
import static lab.experiments.nic.datapath.DatapathProgram.TAKEN;
import static lab.experiments.nic.datapath.DatapathProgram.WORKER;

import java.util.HashSet;
import java.util.Set;
import lab.explore.Action;
import lab.memorymodel.SharedArray;

/**
 * The cells that somebody reads next, once, and in which he may still find 0 although it is old.
 */
final class OldReads {
  private OldReads() {}

  /** By their names. A look that is repeated until it succeeds is no harm, and not among them. */
  static Set<String> of(Whereabouts where) {
    Set<String> old = new HashSet<>();
    for (Action action : where.possible()) {
      if (action.arg().equals("0")) {
        old.add(read(where, action));
      }
    }
    return old;
  }

  /** The cell that the action reads; empty if it is one that is looked at again. */
  private static String read(Whereabouts where, Action action) {
    return switch (action.verb()) {
      case "fetch" -> named(DESCRIPTOR, where, NIC.thread());
      case "dma" -> PAYLOAD.at(ADDRESS.in(where.s()) - 1).name();
      case "take" -> action.actor().equals("worker") ? named(OUT, where, WORKER.thread()) : "";
      case "read" -> BUFFER.at(TAKEN.in(where.s()) - 1).name();
      default -> "";
    };
  }

  /** The cell of the array that the next line of the thread names. */
  private static String named(SharedArray array, Whereabouts where, int thread) {
    String line = where.next(thread);
    for (int i = 0; i < PACKETS; i++) {
      if (line.endsWith(array.at(i).name())) {
        return array.at(i).name();
      }
    }
    return "";
  }
}
