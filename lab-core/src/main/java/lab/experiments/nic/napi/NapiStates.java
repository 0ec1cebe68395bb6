package lab.experiments.nic.napi;

import static lab.experiments.nic.napi.NapiProgram.ARMED;
import static lab.experiments.nic.napi.NapiProgram.CAME;
import static lab.experiments.nic.napi.NapiProgram.CAUSE;
import static lab.experiments.nic.napi.NapiProgram.INTERRUPTS;
import static lab.experiments.nic.napi.NapiProgram.POLLS;

import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** How the line is, what the kernel does, who has the interrupt, and how many there were. */
record NapiStates(NapiMachine machine, NapiProgram.Irq irq) {
  private static final String INTERRUPT = "an interrupt";

  Piece.Cell line(ProgramState s) {
    boolean armed = ARMED.in(s) != 0;
    if (CAUSE.in(s) == 0) {
      Tone tone = machine.forgotten(s) ? Tone.BAD : armed ? Tone.OK : Tone.IDLE;
      return Piece.Cell.of("line", armed ? "line ARMED" : "line masked", tone)
          .doing("kernel.rearm");
    }
    boolean waits = irq != NapiProgram.Irq.EDGE && !armed;
    return Piece.Cell.of("line", waits ? "raised, but masked" : "line raised", Tone.BUSY)
        .holding(INTERRUPT);
  }

  Piece.Cell kernel(ProgramState s) {
    boolean forgotten = machine.forgotten(s);
    Tone tone = forgotten ? Tone.BAD : machine.sleeps(s) ? Tone.IDLE : Tone.BUSY;
    Piece.Cell cell = Piece.Cell.of("kernel", doing(s, forgotten), tone);
    return machine.handles(s) ? cell.holding(INTERRUPT) : cell;
  }

  private String doing(ProgramState s, boolean forgotten) {
    if (machine.sleeps(s)) {
      return forgotten ? "sleeps, and nobody will wake it" : "sleeps";
    }
    return switch (machine.next(s).verb()) {
      case "choose", "clear", "rearm" -> "about to arm the line";
      case "fence", "recheck" -> "about to look once more";
      default -> machine.handles(s) ? "polls" : "is interrupted";
    };
  }

  static Piece counts(ProgramState s) {
    return new Piece.Figures(
        "counts",
        "",
        List.of(
            figure("polls", "polls", POLLS.in(s)),
            figure("interrupts", "interrupts", INTERRUPTS.in(s)),
            figure("each", "at one per packet", CAME.in(s))));
  }

  private static Piece.Figure figure(String key, String label, int count) {
    return new Piece.Figure(key, label, count, "", Tone.IDLE);
  }
}
