package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.ProgramPicture;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramPictureTest {

  private static Stage picture(Program program, MemoryModel model, Grain grain, String schedule) {
    ProgramMachine machine = ProgramMachine.of(program, model, grain, List.of());
    Replay<ProgramState> run = Replay.run(machine, Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return ProgramPicture.of(program, model).apply(run.last());
  }

  private static Piece.Cells cells(Stage stage, String key) {
    return (Piece.Cells)
        stage.pieces().stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
  }

  private static Piece.Table table(Stage stage, String key) {
    return (Piece.Table)
        stage.pieces().stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void tsoShowsWhatWaitsAndWhatMemoryHolds() {
    Program program = Programs.all("SB", AccessMode.OPAQUE, AccessMode.OPAQUE);
    Stage stage = picture(program, MemoryModel.TSO, Grain.ACCESSES, "p.x");
    assertThat(cells(stage, "p.buffer").cells())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.label()).isEqualTo("x=1");
          assertThat(c.click()).contains(new Click.Step("p.drain"));
        });
    assertThat(cells(stage, "memory").cells()).map(Piece.Cell::label).containsExactly("x=0", "y=0");
    assertThat(table(stage, "p").rows().get(1).mark()).isEqualTo(">");
    assertThat(table(stage, "p").rows().get(1).click()).contains(new Click.Step("p.y"));
  }

  @Test
  void javaShowsTheOrderOfEachCellAndWhoMayStillReadWhat() {
    Program program = Programs.spin(AccessMode.OPAQUE, AccessMode.OPAQUE);
    Stage stage = picture(program, MemoryModel.JAVA, Grain.ACCESSES, "p.data,p.ready,c.ready:1");
    Piece.Cells data = cells(stage, "data");
    assertThat(data.cells()).map(Piece.Cell::label).containsExactly("0", "42");
    assertThat(data.cells()).map(Piece.Cell::tone).containsExactly(Tone.WARN, Tone.OK);
    assertThat(data.marks())
        .map(m -> m.label() + " at " + m.cell())
        .containsExactly("p at data@1", "c at data@0");
    // c has seen the flag: what it held before, nobody can read any more.
    assertThat(cells(stage, "ready").cells())
        .map(Piece.Cell::tone)
        .containsExactly(Tone.GONE, Tone.OK);
  }

  @Test
  void theReorderedProgramIsShown() {
    Program program = Programs.all("LB", AccessMode.PLAIN, AccessMode.PLAIN);
    Stage stage = picture(program, MemoryModel.JAVA, Grain.ACCESSES, "jit.order:3");
    assertThat(table(stage, "p").title()).isEqualTo("reordered by the compiler");
    assertThat(table(stage, "p").rows().getFirst().cells()).containsExactly("y = 1");
    Stage spin =
        picture(
            Programs.spin(AccessMode.PLAIN, AccessMode.PLAIN),
            MemoryModel.JAVA,
            Grain.ACCESSES,
            "jit.hoist:c,c.ready");
    assertThat(table(spin, "c").title()).isEqualTo("spins for ever");
  }

  /** Local lines come as early as they can; that is no reordering, for nobody can notice. */
  @Test
  void whereOnlyLocalLinesMovedNothingWasReordered() {
    Program.Line local = Program.Line.of(new Instruction.Assign(2, Expr.constant(7)), "", "r2 = 7");
    Program program =
        Programs.named("local", "x", "y")
            .thread(
                "p",
                Programs.load("x", 0, 0, AccessMode.PLAIN),
                Programs.load("y", 1, 1, AccessMode.PLAIN),
                local)
            .build();
    Stage written = picture(program, MemoryModel.JAVA, Grain.ACCESSES, "");
    assertThat(table(written, "p").title()).isEmpty();
    assertThat(table(written, "p").rows().getFirst().cells()).containsExactly("r2 = 7");
    Stage swapped = picture(program, MemoryModel.JAVA, Grain.ACCESSES, "jit.order:1");
    assertThat(table(swapped, "p").title()).isEqualTo("reordered by the compiler");
  }

  @Test
  void wholeOperationsAreDrawnWithPlainMemoryWhateverTheModel() {
    Program program = Programs.all("SB", AccessMode.OPAQUE, AccessMode.OPAQUE);
    Stage stage = picture(program, MemoryModel.JAVA, Grain.OPERATIONS, "");
    assertThat(stage.pieces()).map(Piece::key).containsExactly("p", "q", "memory");
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void keysAreUnique(MemoryModel model) {
    Program program = Programs.all("IRIW", AccessMode.OPAQUE, AccessMode.OPAQUE);
    Stage stage = picture(program, model, Grain.ACCESSES, "p.x,q.y");
    Set<String> keys = new HashSet<>();
    assertThat(stage.pieces()).allMatch(p -> keys.add(p.key()));
    for (Piece piece : stage.pieces()) {
      if (piece instanceof Piece.Cells row) {
        assertThat(row.cells()).allMatch(c -> keys.add(row.key() + "/" + c.key()));
      }
    }
  }

  /** Each thread has its place, and memory one below them. */
  @Test
  void threadsStandBesideEachOtherAboveMemory() {
    Program program = Programs.all("SB", AccessMode.OPAQUE, AccessMode.OPAQUE);
    Stage stage = picture(program, MemoryModel.TSO, Grain.ACCESSES, "");
    assertThat(stage.unplaced()).isEmpty();
    assertThat(stage.board().orElseThrow().places())
        .map(p -> "%s %d,%d %s".formatted(p.title(), p.column(), p.row(), p.pieces()))
        .containsExactly("p 0,0 [p, p.buffer]", "q 1,0 [q, q.buffer]", "memory 0,1 [memory]");
  }

  @Test
  void manyCellsBecomeAGrid() {
    String[] names = new String[20];
    for (int i = 0; i < names.length; i++) {
      names[i] = "slot" + i;
    }
    Program program =
        Programs.named("many", names)
            .thread("p", Programs.store("w", 0, 1, AccessMode.OPAQUE))
            .build();
    Piece.Cells memory = cells(picture(program, MemoryModel.SC, Grain.ACCESSES, ""), "memory");
    assertThat(memory.form()).isEqualTo(Piece.Cells.Form.GRID);
    assertThat(memory.columns()).isEqualTo(5);
  }
}
