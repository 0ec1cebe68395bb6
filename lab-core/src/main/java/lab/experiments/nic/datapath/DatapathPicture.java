package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.PACKETS;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The rings from the application to the worker, and what each thread is about to do. */
final class DatapathPicture {
  private static final List<String> ROLES =
      List.of("application", "driver", "device", "receiver", "worker");

  private final lab.memorymodel.Program program;
  private final boolean interrupt;

  DatapathPicture(lab.memorymodel.Program program, boolean interrupt) {
    this.program = program;
    this.interrupt = interrupt;
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(row(s, "queue", "SPSC ring, application to driver", DatapathProgram.QUEUE, Tone.A));
    pieces.add(descriptors(s));
    pieces.add(received(s));
    pieces.add(row(s, "out", "MPMC ring, receiver to workers", DatapathProgram.SEQ, Tone.B));
    pieces.add(worker(s));
    pieces.add(threads(s));
    return new Stage(pieces);
  }

  private static Piece row(ProgramState s, String key, String title, int cell, Tone tone) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      boolean full = s.cell(cell + i) != 0;
      cells.add(Piece.Cell.of(key + i, full ? "packet " + i : "·", full ? tone : Tone.IDLE));
    }
    return new Piece.Cells(key, title, Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  /** TX descriptors; those before the doorbell's number are the device's. */
  private static Piece descriptors(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int posted = s.cell(DatapathProgram.BELL);
    for (int i = 0; i < PACKETS; i++) {
      boolean written = s.cell(DatapathProgram.TX + i) != 0;
      Tone tone = i < posted ? (written ? Tone.BUSY : Tone.BAD) : written ? Tone.A : Tone.IDLE;
      cells.add(Piece.Cell.of("tx" + i, written ? "descriptor " + i : "·", tone));
    }
    List<Piece.Mark> marks =
        posted < PACKETS
            ? List.of(new Piece.Mark("tdt", "TDT", "tx" + posted, Tone.BUSY))
            : List.of();
    return new Piece.Cells(
        "tx", "TX descriptors, doorbell TDT=" + posted, Piece.Cells.Form.ROW, 0, cells, marks);
  }

  private static Piece received(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      int bytes = s.cell(DatapathProgram.RX + i);
      boolean done = s.cell(DatapathProgram.DD + i) != 0;
      cells.add(
          Piece.Cell.of(
              "rx" + i,
              (bytes == 0 ? "·" : "bytes " + bytes) + (done ? " DD" : ""),
              bytes == 0 ? Tone.IDLE : bytes == DatapathProgram.bytes(i) ? Tone.OK : Tone.BAD));
    }
    return new Piece.Cells("rx", "RX buffers and DD", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private static Piece worker(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      int bytes = DatapathMachine.received(s, i);
      boolean given = s.done(DatapathProgram.WORKER) && bytes == 0;
      boolean good = bytes == DatapathProgram.bytes(i);
      cells.add(
          Piece.Cell.of(
              "got" + i,
              given ? "nothing" : bytes == 0 ? "·" : "bytes " + bytes,
              given ? Tone.BAD : bytes == 0 ? Tone.IDLE : good ? Tone.OK : Tone.BAD));
    }
    return new Piece.Cells(
        "got",
        "what the worker read (written: %d, %d)"
            .formatted(DatapathProgram.bytes(0), DatapathProgram.bytes(1)),
        Piece.Cells.Form.ROW,
        0,
        cells,
        List.of());
  }

  private Piece threads(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int t = 0; t < program.threads().size(); t++) {
      int pc = s.pc(t);
      List<lab.memorymodel.Program.Line> lines = program.threads().get(t).lines();
      String next = pc < lines.size() ? lines.get(pc).text() : "done";
      String name = program.threads().get(t).name();
      rows.add(Piece.Row.of(name, s.done(t) ? Tone.IDLE : Tone.BUSY, "", name, ROLES.get(t), next));
    }
    int faults = s.register(DatapathProgram.DEVICE, DatapathProgram.FAULTS);
    rows.add(
        Piece.Row.of(
            "faults", faults == 0 ? Tone.IDLE : Tone.BAD, "", "", "IOMMU", faults + " blocked"));
    if (interrupt) {
      String line =
          s.cell(DatapathProgram.IRQ) != 0
              ? "raised"
              : s.cell(DatapathProgram.ARMED) != 0 ? "armed" : "masked";
      rows.add(Piece.Row.of("irq", Tone.B, "", "", "interrupt", line));
    }
    return new Piece.Table("threads", "", List.of("", "role", "next"), rows);
  }
}
