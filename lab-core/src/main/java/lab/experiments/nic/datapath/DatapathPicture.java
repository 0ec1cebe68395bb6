package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.DESCRIPTOR;
import static lab.experiments.nic.datapath.DatapathProgram.PACKETS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.SharedArray;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The rings from the application to the worker, and what each thread is about to do. */
final class DatapathPicture {
  private final Program program;
  private final boolean interrupt;

  DatapathPicture(Program program, boolean interrupt) {
    this.program = program;
    this.interrupt = interrupt;
  }

  Stage of(ProgramState s) {
    return Stage.of(
        ring(s, "queue", "SPSC ring, application to driver", DatapathProgram.QUEUE, Tone.A),
        descriptors(s),
        buffers(s),
        ring(s, "out", "MPMC ring, kernel to workers", DatapathProgram.SEQUENCE, Tone.B),
        received(s),
        threads(s));
  }

  /** A row of one cell for each packet. */
  private static Piece row(
      String key, String title, IntFunction<Piece.Cell> cell, Piece.Mark... marks) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      cells.add(cell.apply(i));
    }
    return new Piece.Cells(key, title, Piece.Cells.Form.ROW, 0, cells, List.of(marks));
  }

  private static Piece ring(
      ProgramState s, String key, String title, SharedArray slots, Tone tone) {
    return row(
        key,
        title,
        i -> {
          boolean full = slots.in(s, i) != 0;
          return Piece.Cell.of(key + i, full ? "packet " + i : "·", full ? tone : Tone.IDLE);
        });
  }

  /** TX descriptors; those before the doorbell's number are the NIC's. */
  private static Piece descriptors(ProgramState s) {
    int posted = DatapathProgram.DOORBELL.in(s);
    Piece.Mark[] tail = {new Piece.Mark("tail", "TAIL", "tx" + posted, Tone.BUSY)};
    return row(
        "tx",
        "TX descriptors, doorbell = %d (TAIL: next of the driver)".formatted(posted),
        i -> {
          boolean written = DESCRIPTOR.in(s, i) != 0;
          Tone tone = i < posted ? (written ? Tone.BUSY : Tone.BAD) : written ? Tone.A : Tone.IDLE;
          return Piece.Cell.of("tx" + i, written ? "descriptor " + i : "·", tone);
        },
        posted < PACKETS ? tail : new Piece.Mark[0]);
  }

  private static Piece buffers(ProgramState s) {
    return row(
        "rx",
        "RX buffers, and which descriptor is done",
        i -> {
          int bytes = DatapathProgram.BUFFER.in(s, i);
          boolean done = DatapathProgram.DONE.in(s, i) != 0;
          return Piece.Cell.of("rx" + i, label(bytes) + (done ? " done" : ""), tone(i, bytes));
        });
  }

  private static Piece received(ProgramState s) {
    return row(
        "got",
        "what the worker read (written: %d, %d)"
            .formatted(DatapathProgram.bytes(0), DatapathProgram.bytes(1)),
        i -> {
          int bytes = DatapathProgram.RECEIVED.get(i).in(s);
          boolean nothing = bytes == 0 && s.done(DatapathProgram.WORKER.thread());
          return nothing
              ? Piece.Cell.of("got" + i, "nothing", Tone.BAD)
              : Piece.Cell.of("got" + i, label(bytes), tone(i, bytes));
        });
  }

  private static String label(int bytes) {
    return bytes == 0 ? "·" : "bytes " + bytes;
  }

  private static Tone tone(int i, int bytes) {
    return bytes == 0 ? Tone.IDLE : bytes == DatapathProgram.bytes(i) ? Tone.OK : Tone.BAD;
  }

  private Piece threads(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int t = 0; t < program.threads().size(); t++) {
      Program.ThreadCode thread = program.threads().get(t);
      String next = s.done(t) ? "done" : thread.lines().get(s.pc(t)).text();
      Tone tone = s.done(t) ? Tone.IDLE : Tone.BUSY;
      rows.add(Piece.Row.of(thread.name(), tone, "", thread.name(), next));
    }
    int faults = DatapathProgram.FAULTS.in(s);
    Tone blocked = faults == 0 ? Tone.IDLE : Tone.BAD;
    rows.add(Piece.Row.of("faults", blocked, "", "IOMMU", faults + " blocked"));
    if (interrupt) {
      boolean armed = DatapathProgram.ARMED.in(s) != 0;
      String line = DatapathProgram.INTERRUPT.in(s) != 0 ? "raised" : armed ? "armed" : "masked";
      rows.add(Piece.Row.of("line", Tone.B, "", "interrupt", line));
    }
    return new Piece.Table("threads", "", List.of("", "next"), rows);
  }
}
