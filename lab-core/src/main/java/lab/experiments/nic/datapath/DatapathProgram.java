package lab.experiments.nic.datapath;

import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Listing;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

/**
 * Two packets on their way from the application to a worker, through rings of two slots:
 *
 * <pre>
 *   a  application   pay[i] = bytes; queue[i] = i + 1
 *   d  driver        take queue[i]; tx[i] = address; bell = how many are posted
 *   n  device        see the bell; fetch tx[i]; read the bytes through the IOMMU;
 *                    rx[i] = bytes; dd[i] = 1; interrupt, if armed
 *   k  receiver      see dd[i] (poll, or sleep until the interrupt); out[i] = i + 1; seq[i] = 1
 *   w  worker        see seq[i]; take out[i]; read rx[..]
 * </pre>
 *
 * <p>No slot is used twice: what reuse can break is the matter of the rooms of the single rings.
 * Each hand-over is a store of the control's mode and a load of its partner's; everything else is
 * opaque, or plain where the mode is plain.
 */
final class DatapathProgram {
  static final int PACKETS = 2;

  /** What stands in memory that no descriptor should lead to: kernel text. */
  static final int KERNEL = 99;

  static final int PAY = 0;
  static final int QUEUE = 2;
  static final int TX = 4;
  static final int BELL = 6;
  static final int RX = 7;
  static final int DD = 9;
  static final int OUT = 11;
  static final int SEQ = 13;
  static final int ARMED = 15;
  static final int IRQ = 16;

  static final int DRIVER = 1;
  static final int DEVICE = 2;
  static final int RECEIVER = 3;
  static final int WORKER = 4;

  /** The device's count of blocked accesses. */
  static final int FAULTS = 3;

  private static final int FIRST = 0;
  private static final int SECOND = 1;

  private final String mode;
  private final int batch;
  private final boolean interrupt;
  private final boolean iommu;

  private DatapathProgram(String mode, int batch, boolean interrupt, boolean iommu) {
    this.mode = mode;
    this.batch = batch;
    this.interrupt = interrupt;
    this.iommu = iommu;
  }

  /**
   * The program.
   *
   * @param mode of every hand-over, a word of {@link AccessMode#WORDS}
   * @param batch packets for each ring of the doorbell: 1 or 2
   * @param interrupt whether the receiver sleeps when it finds nothing
   * @param iommu whether the device reaches mapped memory only
   */
  static Program of(String mode, int batch, boolean interrupt, boolean iommu) {
    DatapathProgram p = new DatapathProgram(mode, batch, interrupt, iommu);
    return new Program("datapath", cells(), List.of(p.a(), p.d(), p.n(), p.k(), p.w()));
  }

  /** The bytes of packet {@code i}, as one number that is no address. */
  static int bytes(int i) {
    return 11 * (i + 1);
  }

  private static List<SharedCell> cells() {
    List<SharedCell> cells = new ArrayList<>();
    for (String name : List.of("pay", "queue", "tx")) {
      pair(cells, name);
    }
    cells.add(new SharedCell("bell", 0));
    for (String name : List.of("rx", "dd", "out", "seq")) {
      pair(cells, name);
    }
    cells.add(new SharedCell("armed", 0));
    cells.add(new SharedCell("irq", 0));
    return cells;
  }

  private static void pair(List<SharedCell> cells, String name) {
    for (int i = 0; i < PACKETS; i++) {
      cells.add(new SharedCell(name + i, 0));
    }
  }

  private ThreadCode a() {
    Listing code = new Listing();
    for (int i = 0; i < PACKETS; i++) {
      store(code, "bytes", "pay[%d] = bytes".formatted(i), PAY + i, constant(bytes(i)));
      release(code, "put", "queue[%d] = packet %d".formatted(i, i), QUEUE + i, constant(i + 1));
    }
    return new ThreadCode("a", List.of(), code.lines());
  }

  private ThreadCode d() {
    Listing code = new Listing();
    for (int i = 0; i < PACKETS; i++) {
      code.place("take" + i);
      acquire(code, "take", "p = queue[%d]".formatted(i), FIRST, QUEUE + i);
      code.branch(eq(reg(FIRST), 0), "take" + i, "if there is none: look again");
      store(code, "desc", "tx[%d] = address of p".formatted(i), TX + i, reg(FIRST));
      if ((i + 1) % batch == 0) {
        release(code, "bell", "doorbell = %d".formatted(i + 1), BELL, constant(i + 1));
      }
    }
    return new ThreadCode("d", List.of("p"), code.lines());
  }

  private ThreadCode n() {
    Listing code = new Listing();
    for (int i = 0; i < PACKETS; i++) {
      code.branch(ge(reg(FIRST), i + 1), "fetch" + i, "if it is posted, as far as known");
      code.place("bell" + i);
      acquire(code, "bell", "tail = doorbell", FIRST, BELL);
      code.branch(lt(reg(FIRST), i + 1), "bell" + i, "if nothing more is posted: look again");
      code.place("fetch" + i);
      load(code, "fetch", "d = tx[%d]".formatted(i), SECOND, Cell.at(TX + i));
      code.branch(eq(reg(SECOND), 0), "stale" + i, "if the slot is empty");
      load(code, "dma", "bytes = pay[d]", 2, Cell.at(PAY - 1, reg(SECOND)));
      code.jump("wire" + i, "");
      code.place("stale" + i);
      if (iommu) {
        Expr more = plus(reg(FAULTS), 1);
        code.assign(FAULTS, more, "the IOMMU blocks address 0");
        code.jump("next" + i, "and nothing is sent");
      } else {
        code.assign(2, constant(KERNEL), "bytes = whatever lies at address 0");
      }
      code.place("wire" + i);
      store(code, "write", "rx[%d] = bytes".formatted(i), RX + i, reg(2));
      release(code, "dd", "dd[%d] = done".formatted(i), DD + i, constant(1));
      if (interrupt) {
        // A message-signalled interrupt is a posted write: it stays behind the write of DD.
        code.unlabelled("order", "the message stays behind", new Fence(Fence.Kind.FULL));
        load(code, "mask", "m = armed", SECOND, Cell.at(ARMED));
        code.branch(eq(reg(SECOND), 0), "next" + i, "if masked: no interrupt");
        store(code, "quiet", "armed = 0", ARMED, constant(0));
        release(code, "irq", "interrupt", IRQ, constant(1));
      }
      code.place("next" + i);
    }
    return new ThreadCode("n", List.of("tail", "d", "bytes", "faults"), code.lines());
  }

  private ThreadCode k() {
    Listing code = new Listing();
    for (int i = 0; i < PACKETS; i++) {
      code.place("look" + i);
      acquire(code, "dd", "done = dd[%d]".formatted(i), FIRST, DD + i);
      if (interrupt) {
        code.branch(eq(reg(FIRST), 1), "have" + i, "if it is there");
        store(code, "arm", "armed = 1", ARMED, constant(1));
        code.unlabelled("fence", "full fence", new Fence(Fence.Kind.FULL));
        acquire(code, "again", "done = dd[%d]".formatted(i), FIRST, DD + i);
        code.branch(eq(reg(FIRST), 1), "have" + i, "if it has come meanwhile");
        code.place("sleep" + i);
        acquire(code, "sleep", "woken = irq", SECOND, IRQ);
        code.branch(eq(reg(SECOND), 0), "sleep" + i, "sleep until the interrupt");
        store(code, "ack", "irq = 0", IRQ, constant(0));
        code.jump("look" + i, "");
      } else {
        code.branch(eq(reg(FIRST), 0), "look" + i, "if nothing is there: poll again");
      }
      code.place("have" + i);
      store(code, "push", "out[%d] = buffer %d".formatted(i, i), OUT + i, constant(i + 1));
      release(code, "seq", "sequence[%d] = full".formatted(i), SEQ + i, constant(1));
    }
    return new ThreadCode("k", List.of("done", "woken"), code.lines());
  }

  private ThreadCode w() {
    Listing code = new Listing();
    for (int i = 0; i < PACKETS; i++) {
      code.place("wait" + i);
      acquire(code, "seq", "s = sequence[%d]".formatted(i), 2, SEQ + i);
      code.branch(eq(reg(2), 0), "wait" + i, "if it is not full: look again");
      load(code, "take", "b = out[%d]".formatted(i), 2, Cell.at(OUT + i));
      code.branch(eq(reg(2), 0), "end", "if there is no buffer: give up");
      load(code, "read", "packet %d = rx[b]".formatted(i), i, Cell.at(RX - 1, reg(2)));
    }
    code.place("end");
    return new ThreadCode("w", List.of("packet0", "packet1", "b"), code.lines());
  }

  /** An access that hands nothing over. */
  private void store(Listing code, String verb, String text, int cell, Expr value) {
    code.unlabelled(verb, text, new Store(Cell.at(cell), value, weak()));
  }

  private void load(Listing code, String verb, String text, int register, Cell cell) {
    code.unlabelled(verb, text, new Load(register, cell, weak()));
  }

  /** Hands over what was written before. */
  private void release(Listing code, String verb, String text, int cell, Expr value) {
    code.unlabelled(verb, text, new Store(Cell.at(cell), value, AccessMode.ofStore(mode)));
  }

  /** Takes over what its partner wrote before. */
  private void acquire(Listing code, String verb, String text, int register, int cell) {
    code.unlabelled(verb, text, new Load(register, Cell.at(cell), AccessMode.ofLoad(mode)));
  }

  private AccessMode weak() {
    return mode.equals("plain") ? AccessMode.PLAIN : AccessMode.OPAQUE;
  }
}
