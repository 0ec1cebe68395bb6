package lab.experiments.nic.napi;

import static lab.experiments.nic.napi.NapiProgram.K;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The receive ring, the interrupt line and the counts. */
final class NapiPicture {
  private final NapiMachine machine;
  private final NapiProgram.Setup setup;

  NapiPicture(NapiMachine machine, NapiProgram.Setup setup) {
    this.machine = machine;
    this.setup = setup;
  }

  Stage of(ProgramState s) {
    return Stage.of(ring(s), counts(s));
  }

  private Piece ring(ProgramState s) {
    int came = s.cell(NapiProgram.DD);
    int taken = NapiMachine.taken(s);
    boolean forgotten = machine.forgotten(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < NapiProgram.RING; i++) {
      boolean full = taken <= i && i < came;
      Tone tone = full ? (forgotten ? Tone.BAD : Tone.BUSY) : i < taken ? Tone.OK : Tone.IDLE;
      Optional<String> action =
          i == came && came < setup.packets() ? Optional.of("n.rx") : Optional.empty();
      cells.add(new Piece.Cell("slot" + i, full ? "DD" : i < taken ? "taken" : "·", tone, action));
    }
    List<Piece.Mark> marks = new ArrayList<>();
    mark(marks, "head", "HEAD", came, Tone.B);
    mark(marks, "tail", "TAIL", taken, Tone.A);
    return new Piece.Cells(
        "ring",
        "RX ring, occupancy %d/%d (HEAD: next of the NIC, TAIL: next of the kernel)"
            .formatted(came - taken, NapiProgram.RING),
        Piece.Cells.Form.GRID,
        8,
        cells,
        marks);
  }

  private static void mark(List<Piece.Mark> marks, String key, String label, int at, Tone tone) {
    marks.add(new Piece.Mark(key, label, "slot" + at % NapiProgram.RING, tone));
  }

  private Piece counts(ProgramState s) {
    boolean armed = s.cell(NapiProgram.ARMED) != 0;
    boolean pending = s.cell(NapiProgram.CAUSE) != 0;
    boolean forgotten = machine.forgotten(s);
    String line = pending ? (armed ? "raised" : "raised, line masked") : armed ? "ARMED" : "masked";
    Tone tone = forgotten ? Tone.BAD : pending ? Tone.BUSY : armed ? Tone.OK : Tone.IDLE;
    List<Piece.Row> rows = new ArrayList<>();
    rows.add(Piece.Row.of("irq", tone, forgotten ? "!" : "", "interrupt line", line));
    rows.add(Piece.Row.of("kernel", Tone.A, "", "kernel", kernel(s, forgotten)));
    rows.add(row("budget", "budget", setup.budget() + " a poll"));
    rows.add(row("work", "drained by the last poll", "" + s.register(K, NapiProgram.WORK)));
    rows.add(row("polls", "polls", "" + s.register(K, NapiProgram.POLLS)));
    rows.add(row("irqs", "hard IRQs (NAPI)", "" + s.register(K, NapiProgram.IRQS)));
    rows.add(row("each", "IRQs at one per packet", "" + NapiMachine.came(s)));
    return new Piece.Table("counts", "", List.of("", "now"), rows);
  }

  private String kernel(ProgramState s, boolean forgotten) {
    return switch (machine.label(s)) {
      case "K1" -> forgotten ? "sleeps, and nobody will wake it" : "sleeps until an interrupt";
      case "K6" -> "about to arm the line";
      case "K7" -> "about to look once more";
      default -> "polling";
    };
  }

  private static Piece.Row row(String key, String name, String value) {
    return Piece.Row.of(key, Tone.IDLE, "", name, value);
  }
}
