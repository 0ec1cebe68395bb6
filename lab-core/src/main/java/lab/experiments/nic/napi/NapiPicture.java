package lab.experiments.nic.napi;

import static lab.experiments.nic.napi.NapiProgram.CAME;
import static lab.experiments.nic.napi.NapiProgram.DONE;
import static lab.experiments.nic.napi.NapiProgram.INTERRUPTS;
import static lab.experiments.nic.napi.NapiProgram.POLLS;
import static lab.experiments.nic.napi.NapiProgram.TAKEN;
import static lab.experiments.nic.napi.NapiProgram.WORK;

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
    int came = DONE.in(s);
    int taken = TAKEN.in(s);
    boolean forgotten = machine.forgotten(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < NapiProgram.RING; i++) {
      boolean full = taken <= i && i < came;
      Tone tone = full ? (forgotten ? Tone.BAD : Tone.BUSY) : i < taken ? Tone.OK : Tone.IDLE;
      Optional<String> action =
          i == came && came < setup.packets() ? Optional.of("nic.receive") : Optional.empty();
      String label = full ? "done" : i < taken ? "taken" : "·";
      cells.add(Piece.Cell.of("slot" + i, label, tone).doing(action));
    }
    return new Piece.Cells(
        "ring",
        "RX ring, occupancy %d/%d; NIC: where it puts the next, kernel: what it polls"
            .formatted(came - taken, NapiProgram.RING),
        Piece.Cells.Form.GRID,
        8,
        cells,
        List.of(mark("NIC", came, Tone.B), mark("kernel", taken, Tone.A)));
  }

  private static Piece.Mark mark(String label, int at, Tone tone) {
    return new Piece.Mark(label, label, "slot" + at % NapiProgram.RING, tone);
  }

  private Piece counts(ProgramState s) {
    boolean armed = NapiProgram.ARMED.in(s) != 0;
    boolean pending = NapiProgram.CAUSE.in(s) != 0;
    boolean forgotten = machine.forgotten(s);
    String line = pending ? (armed ? "raised" : "raised, line masked") : armed ? "ARMED" : "masked";
    Tone tone = forgotten ? Tone.BAD : pending ? Tone.BUSY : armed ? Tone.OK : Tone.IDLE;
    List<Piece.Row> rows =
        List.of(
            Piece.Row.of("line", tone, forgotten ? "!" : "", "interrupt line", line),
            Piece.Row.of("kernel", Tone.A, "", "kernel", kernel(s, forgotten)),
            row("budget", "budget", setup.budget() + " a poll"),
            row("work", "drained by the last poll", "" + WORK.in(s)),
            row("polls", "polls", "" + POLLS.in(s)),
            row("interrupts", "hard interrupts, NAPI", "" + INTERRUPTS.in(s)),
            row("each", "hard interrupts, one per packet", "" + CAME.in(s)));
    return new Piece.Table("counts", "", List.of("", "now"), rows);
  }

  private String kernel(ProgramState s, boolean forgotten) {
    if (machine.sleeps(s)) {
      return forgotten ? "sleeps, and nobody will wake it" : "sleeps until an interrupt";
    }
    return switch (machine.next(s).verb()) {
      case "choose", "clear", "rearm" -> "about to arm the line";
      case "fence", "recheck" -> "about to look once more";
      default -> "polling";
    };
  }

  private static Piece.Row row(String key, String name, String value) {
    return Piece.Row.of(key, Tone.IDLE, "", name, value);
  }
}
