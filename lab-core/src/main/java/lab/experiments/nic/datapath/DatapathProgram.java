package lab.experiments.nic.datapath;

import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/**
 * Two packets on their way from the application to a worker, through rings of two slots:
 *
 * <pre>
 *   app     payload[i] = bytes; queue[i] = i + 1
 *   driver  take queue[i]; descriptor[i] = address; doorbell = how many are posted
 *   nic     see the doorbell; fetch descriptor[i]; read the bytes through the IOMMU;
 *           buffer[i] = bytes; done[i] = 1; interrupt, if armed
 *   kernel  see done[i] (poll, or sleep until the interrupt); out[i] = i + 1; sequence[i] = 1
 *   worker  see sequence[i]; take out[i]; read buffer[..]
 * </pre>
 *
 * <p>No slot is used twice: what reuse can break is the matter of the rooms of the single rings.
 * Each hand-over is a store of the control's mode and a load of its partner's; everything else is
 * opaque.
 */
final class DatapathProgram {
  /** What the room's controls ask for; see there. */
  record Setup(int batch, boolean interrupt, boolean iommu) {

    /** The bounds of the machine's world. */
    String world() {
      return PACKETS
          + " packets through rings of "
          + PACKETS
          + " slots, none used twice, "
          + (batch == 1 ? "a doorbell for each" : "one doorbell for both")
          + ", a kernel that "
          + (interrupt ? "sleeps until an interrupt" : "polls")
          + (iommu ? ", an IOMMU" : ", no IOMMU");
    }
  }

  static final int PACKETS = 2;

  /** What stands in memory that no descriptor should lead to: kernel text. */
  static final int KERNEL_TEXT = 99;

  private static final Cells CELLS = new Cells();
  static final SharedArray PAYLOAD = CELLS.array("payload", PACKETS, 0);
  static final SharedArray QUEUE = CELLS.array("queue", PACKETS, 0);
  static final SharedArray DESCRIPTOR = CELLS.array("descriptor", PACKETS, 0);
  static final Shared DOORBELL = CELLS.cell("doorbell", 0);
  static final SharedArray BUFFER = CELLS.array("buffer", PACKETS, 0);
  static final SharedArray DONE = CELLS.array("done", PACKETS, 0);
  static final SharedArray OUT = CELLS.array("out", PACKETS, 0);
  static final SharedArray SEQUENCE = CELLS.array("sequence", PACKETS, 0);
  static final Shared ARMED = CELLS.cell("armed", 0);
  static final Shared INTERRUPT = CELLS.cell("interrupt", 0);

  private static final Registers APP = new Registers(0, "app");

  static final Registers DRIVER = new Registers(1, "driver");
  private static final Reg PACKET = DRIVER.reg("packet");

  static final Registers NIC = new Registers(2, "nic");
  private static final Reg TAIL = NIC.reg("tail");
  static final Reg ADDRESS = NIC.reg("address");
  static final Reg BYTES = NIC.reg("bytes");

  /** How many accesses the IOMMU has blocked. */
  static final Reg FAULTS = NIC.reg("faults");

  private static final Reg LINE = NIC.reg("line");

  static final Registers KERNEL = new Registers(3, "kernel");
  private static final Reg SEEN = KERNEL.reg("seen");
  private static final Reg WOKEN = KERNEL.reg("woken");

  static final Registers WORKER = new Registers(4, "worker");

  /** What the worker has made of each packet; 0: nothing yet. */
  static final List<Reg> RECEIVED = List.of(WORKER.reg("packet0"), WORKER.reg("packet1"));

  private static final Reg FULL = WORKER.reg("full");
  static final Reg TAKEN = WORKER.reg("taken");

  private final Setup setup;
  private final AccessMode acquire;
  private final AccessMode release;

  private DatapathProgram(Setup setup, Modes modes) {
    this.setup = setup;
    acquire = modes.load(AccessMode.ACQUIRE);
    release = modes.store(AccessMode.RELEASE);
  }

  /**
   * @param modes of every hand-over; not {@code plain}
   */
  static Program of(Setup setup, Modes modes) {
    DatapathProgram p = new DatapathProgram(setup, modes);
    List<ThreadCode> threads = List.of(p.app(), p.driver(), p.nic(), p.kernel(), p.worker());
    return new Program("datapath", CELLS.all(), threads);
  }

  /** The bytes of packet {@code i}, as one number that is no address. */
  static int bytes(int i) {
    return 11 * (i + 1);
  }

  private ThreadCode app() {
    Script code = new Script(APP);
    for (int i = 0; i < PACKETS; i++) {
      write(code, "payload", PAYLOAD.at(i), constant(bytes(i)));
      handOver(code, "put", QUEUE.at(i), constant(i + 1));
    }
    return code.thread();
  }

  private ThreadCode driver() {
    Script code = new Script(DRIVER);
    for (int i = 0; i < PACKETS; i++) {
      String take = "take packet " + i;
      code.place(take);
      takeOver(code, "take", PACKET, QUEUE.at(i));
      code.branch(eq(PACKET, 0), take);
      write(code, "descriptor", DESCRIPTOR.at(i), called("address", PACKET));
      if ((i + 1) % setup.batch() == 0) {
        handOver(code, "doorbell", DOORBELL, constant(i + 1));
      }
    }
    return code.thread();
  }

  private ThreadCode nic() {
    Script code = new Script(NIC);
    for (int i = 0; i < PACKETS; i++) {
      String look = "look for packet " + i;
      String fetch = "fetch packet " + i;
      String empty = "the slot is empty: " + i;
      String send = "send packet " + i;
      String next = "after packet " + i;
      code.branch(ge(TAIL, i + 1), fetch).place(look);
      takeOver(code, "doorbell", TAIL, DOORBELL);
      code.branch(lt(TAIL, i + 1), look);
      code.place(fetch);
      read(code, "fetch", ADDRESS, DESCRIPTOR.at(i));
      code.forget(LINE).branch(eq(ADDRESS, 0), empty);
      read(code, "dma", BYTES, PAYLOAD.at(minus(ADDRESS, 1)));
      code.jump(send);
      code.place(empty);
      if (setup.iommu()) {
        code.assign(FAULTS, plus(FAULTS, 1)).jump(next);
      } else {
        code.assign(BYTES, called("what lies at address 0", constant(KERNEL_TEXT)));
      }
      code.place(send);
      write(code, "write", BUFFER.at(i), BYTES);
      handOver(code, "done", DONE.at(i), constant(1));
      if (setup.interrupt()) {
        // A message-signalled interrupt is a posted write: it stays behind that of the descriptor.
        code.fence(Script.NONE, "order", FenceKind.FULL);
        read(code, "look", LINE, ARMED);
        code.forget(ADDRESS).branch(eq(LINE, 0), next);
        write(code, "mask", ARMED, constant(0));
        handOver(code, "interrupt", INTERRUPT, constant(1));
      }
      code.place(next);
    }
    return code.thread();
  }

  private ThreadCode kernel() {
    Script code = new Script(KERNEL);
    for (int i = 0; i < PACKETS; i++) {
      String look = "look for packet " + i;
      String have = "push packet " + i;
      String sleep = "sleep before packet " + i;
      code.place(look);
      takeOver(code, "done", SEEN, DONE.at(i));
      if (setup.interrupt()) {
        code.branch(eq(SEEN, 1), have);
        write(code, "rearm", ARMED, constant(1));
        code.fence(Script.NONE, "fence", FenceKind.FULL);
        takeOver(code, "recheck", SEEN, DONE.at(i));
        code.branch(eq(SEEN, 1), have).place(sleep);
        takeOver(code, "sleep", WOKEN, INTERRUPT);
        code.branch(eq(WOKEN, 0), sleep);
        write(code, "ack", INTERRUPT, constant(0));
        code.jump(look);
      } else {
        code.branch(eq(SEEN, 0), look);
      }
      code.place(have);
      write(code, "push", OUT.at(i), called("buffer " + i, constant(i + 1)));
      handOver(code, "sequence", SEQUENCE.at(i), constant(1));
    }
    return code.thread();
  }

  private ThreadCode worker() {
    Script code = new Script(WORKER);
    for (int i = 0; i < PACKETS; i++) {
      String wait = "wait for packet " + i;
      code.place(wait);
      takeOver(code, "sequence", FULL, SEQUENCE.at(i));
      code.branch(eq(FULL, 0), wait);
      read(code, "take", TAKEN, OUT.at(i));
      code.branch(eq(TAKEN, 0), "give up");
      read(code, "read", RECEIVED.get(i), BUFFER.at(minus(TAKEN, 1)));
    }
    code.place("give up");
    return code.thread();
  }

  /** An access that hands nothing over. */
  private static void write(Script code, String verb, Target to, Expr value) {
    code.store(Script.NONE, verb, to, value, AccessMode.OPAQUE);
  }

  private static void read(Script code, String verb, Reg into, Target from) {
    code.load(Script.NONE, verb, into, from, AccessMode.OPAQUE);
  }

  /** Hands over what was written before. */
  private void handOver(Script code, String verb, Target to, Expr value) {
    code.store(Script.NONE, verb, to, value, release);
  }

  /** Takes over what its partner wrote before. */
  private void takeOver(Script code, String verb, Reg into, Target from) {
    code.load(Script.NONE, verb, into, from, acquire);
  }
}
