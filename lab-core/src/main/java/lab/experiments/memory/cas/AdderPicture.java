package lab.experiments.memory.cas;

import static lab.experiments.memory.cas.CasProgram.DESIRED;
import static lab.experiments.memory.cas.CasProgram.EXPECTED;
import static lab.experiments.memory.cas.CasProgram.HELD;
import static lab.experiments.memory.cas.CasProgram.VALUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.Modes;
import lab.memorymodel.ProgramState;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Row;
import lab.stage.Tone;

/** What the adder has in its registers, whether that would still do, and what it does next. */
final class AdderPicture {
  private final boolean compare;
  private final Click toggle;
  private final int lines;

  AdderPicture(boolean compare) {
    this.compare = compare;
    toggle = new Click.Set(compare ? "op=store" : "op=cas");
    lines =
        CasProgram.of(compare, 0, Modes.SHIPPED)
            .threads()
            .get(CasProgram.ADDER_THREAD)
            .lines()
            .size();
  }

  Piece registers(ProgramState s) {
    int held = ended(s) ? CasProgram.NOTHING : HELD.in(s);
    boolean reads = held >= CasProgram.READ;
    boolean same = VALUE.in(s) == EXPECTED.in(s);
    List<Row> rows = new ArrayList<>();
    rows.add(register("expected", reads, EXPECTED.in(s)));
    rows.add(register("desired", held == CasProgram.COMPUTED, DESIRED.in(s)));
    rows.add(
        Row.of(
                "same",
                !reads ? Tone.IDLE : same ? Tone.OK : Tone.WARN,
                "",
                "as expected?",
                !reads ? "-" : same ? "yes" : compare ? "no: retries" : "no: not seen")
            .clicked(Optional.of(toggle)));
    if (compare) {
      int failures = CasMachine.failures(s);
      Tone tone = failures > 0 ? Tone.WARN : Tone.IDLE;
      rows.add(Row.of("retries", tone, "", "retries", Integer.toString(failures)));
    }
    rows.add(next(s, held));
    return new Piece.Table("registers", "", List.of(), rows);
  }

  /** Whether its code is at its end; what it has stored may still be on its way to memory. */
  private boolean ended(ProgramState s) {
    return s.pc(CasProgram.ADDER_THREAD) == lines;
  }

  private static Row register(String name, boolean known, int value) {
    Tone tone = known ? Tone.A : Tone.IDLE;
    return Row.of(name, tone, "", name, known ? Integer.toString(value) : "-");
  }

  private Row next(ProgramState s, int held) {
    if (CasMachine.done(s)) {
      return Row.of("next", Tone.GONE, "", "next", "done");
    }
    if (ended(s)) {
      return row("wait for its store", "adder.drain");
    }
    return switch (held) {
      case CasProgram.READ -> row("compute", "adder.compute");
      case CasProgram.COMPUTED -> row(compare ? "CAS" : "plain write", "adder.cas");
      default -> row("read", "adder.read");
    };
  }

  private static Row row(String words, String action) {
    return Row.of("next", Tone.BUSY, "", "next", words).doing(action);
  }

  /** The amount that it adds, as long as it has it. */
  Piece amount(Amounts amounts) {
    return new Piece.Cells(
        "amount",
        "adds",
        Piece.Cells.Form.ROW,
        0,
        List.of(amounts.ofTheAdder("amount")),
        List.of());
  }
}
