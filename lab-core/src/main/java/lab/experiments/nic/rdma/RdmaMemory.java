package lab.experiments.nic.rdma;

import java.util.List;
import lab.experiments.nic.rdma.RdmaProgram.Use;
import lab.memorymodel.Cells;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;

/** The cells that application and NIC share, and what the numbers in them mean. */
final class RdmaMemory {
  /** States of the queue pair, as the cell and the application's register have them. */
  static final List<String> STATES = List.of("RTS", "ERR", "RESET", "INIT", "RTR", "resetting");

  static final int RTS = 0;
  static final int ERR = 1;
  static final int RESET = 2;
  static final int INIT = 3;
  static final int RTR = 4;
  static final int RESETTING = 5;

  // A request: the message at post, whether it is signaled, what is wrong with it.
  static final int MESSAGE = 3;
  static final int SIGNALED = 4;
  static final int ONE_KIND = 8;
  static final List<String> KINDS = List.of("", "local-key", "remote-key", "needs-receive");

  // An entry: the number of the request plus one, and the status.
  static final int INDEX = 15;
  static final int ONE_STATUS = 16;

  final Use use;
  private final Cells cells = new Cells();
  final Shared buffer = cells.cell("buffer", 1);
  final Shared doorbell = cells.cell("doorbell", 0);
  final Shared consumed = cells.cell("consumed", 0);

  /** The slots of the send queue. */
  final SharedArray requests;

  /** The owner words of the entries. */
  final SharedArray owners;

  final SharedArray entries;

  /** How many requests the NIC has done, where slots come back early. */
  final Shared done;

  // Where there are mistakes: the state of the queue pair, and receives of the peer.
  final Shared state;
  final Shared receives;

  RdmaMemory(Use use) {
    this.use = use;
    requests = cells.array("slot", use.depth(), 0);
    owners = cells.array("owner", use.entries(), 0);
    entries = cells.array("entry", use.entries(), 0);
    done = cells.cell("done", 0);
    state = cells.cell("state", 0);
    receives = cells.cell("receives", 0);
  }

  /** Those that are used. */
  List<SharedCell> cells() {
    List<SharedCell> all = cells.all();
    int used = use.mistakes() ? all.size() : use.early() ? state.number() : done.number();
    return all.subList(0, used);
  }

  /** Requests whose slots are not free yet. */
  int outstanding(ProgramState s) {
    int freed = use.early() ? done.in(s) : RdmaApp.FREED.in(s);
    return count(RdmaApp.TAIL.in(s), freed, use.depth());
  }

  /** How many lie between two indices of a ring. */
  static int count(int to, int from, int size) {
    return to - from & 2 * size - 1;
  }
}
