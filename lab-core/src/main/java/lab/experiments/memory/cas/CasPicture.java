package lab.experiments.memory.cas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * The shared number, what the adder holds in its registers, and how often it had to begin again.
 */
final class CasPicture {
  private final boolean compare;
  private final int interference;

  CasPicture(boolean compare, int interference) {
    this.compare = compare;
    this.interference = interference;
  }

  Stage of(ProgramState s) {
    return Stage.of(value(s), registers(s), attempts(s));
  }

  private static Piece value(ProgramState s) {
    Tone tone = CasMachine.lost(s) ? Tone.BAD : CasMachine.done(s) ? Tone.OK : Tone.BUSY;
    String label = Integer.toString(CasProgram.VALUE.in(s));
    return new Piece.Cells(
        "memory",
        "shared value",
        Piece.Cells.Form.ROW,
        0,
        List.of(Piece.Cell.of("value", label, tone)),
        List.of());
  }

  private Piece registers(ProgramState s) {
    int held = CasMachine.done(s) ? CasProgram.NOTHING : CasProgram.HELD.in(s);
    int expected = CasProgram.EXPECTED.in(s);
    boolean reads = held >= CasProgram.READ;
    boolean same = CasProgram.VALUE.in(s) == expected;
    List<Piece.Row> rows = new ArrayList<>();
    rows.add(row("expected", reads ? Tone.A : Tone.IDLE, "expected", reads, expected));
    boolean computed = held == CasProgram.COMPUTED;
    rows.add(
        row(
            "desired",
            computed ? Tone.A : Tone.IDLE,
            "desired",
            computed,
            CasProgram.DESIRED.in(s)));
    rows.add(
        Piece.Row.of(
            "same",
            !reads ? Tone.IDLE : same ? Tone.OK : Tone.WARN,
            "",
            "value == expected?",
            !reads ? "-" : same ? "yes" : compare ? "no: will retry" : "no: not looked at"));
    rows.add(
        Piece.Row.of(
                "next",
                CasMachine.done(s) ? Tone.GONE : Tone.BUSY,
                "",
                List.of("next", next(s, held)))
            .doing(CasMachine.done(s) ? Optional.empty() : Optional.of("adder." + verb(held))));
    return new Piece.Table("registers", "the adder", List.of("register", ""), rows);
  }

  private static Piece.Row row(String key, Tone tone, String name, boolean known, int value) {
    return Piece.Row.of(key, tone, "", name, known ? Integer.toString(value) : "-");
  }

  private String next(ProgramState s, int held) {
    if (CasMachine.done(s)) {
      return CasMachine.lost(s) ? "done, and an update is lost" : "done";
    }
    return switch (held) {
      case CasProgram.READ -> "compute";
      case CasProgram.COMPUTED -> compare ? "CAS" : "write without looking";
      default -> "read";
    };
  }

  private static String verb(int held) {
    return switch (held) {
      case CasProgram.READ -> "compute";
      case CasProgram.COMPUTED -> "cas";
      default -> "read";
    };
  }

  private Piece attempts(ProgramState s) {
    int writes = CasMachine.writes(s);
    Optional<String> inject =
        writes < interference ? Optional.of("intruder.write") : Optional.empty();
    return new Piece.Table(
        "attempts",
        "",
        List.of("", "so far"),
        List.of(
            Piece.Row.of(
                    "writes",
                    Tone.B,
                    "",
                    List.of("the intruder has written", "%d of %d".formatted(writes, interference)))
                .doing(inject),
            Piece.Row.of(
                "retries",
                CasMachine.failures(s) > 0 ? Tone.WARN : Tone.IDLE,
                "",
                "retries of the adder",
                Integer.toString(CasMachine.failures(s)))));
  }
}
