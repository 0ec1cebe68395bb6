package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.input.BadInput;
import lab.memorymodel.Expr.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a compiler may do to plain accesses. */
class PlainTest {
  private static final AccessMode PLAIN = AccessMode.PLAIN;

  @ParameterizedTest
  @CsvSource({
    "SB, '[[0, 0, 0], [0, 0, 0]][1, 1]'",
    "MP, '[[0, 0, 0], [1, 0, 0]][1, 1]'",
    "LB, '[[1, 0, 0], [1, 0, 0]][1, 1]'",
    "S, '[[0, 0, 0], [1, 0, 0]][2, 1]'",
    "R, '[[0, 0, 0], [0, 0, 0]][1, 2]'",
    "CoRR, '[[0, 0, 0], [1, 0, 0]][1]'",
  })
  void weakOutcomesAreAllowed(String shape, String outcome) {
    assertThat(Finals.of(Programs.all(shape, PLAIN, PLAIN), MemoryModel.JAVA)).contains(outcome);
  }

  /** Opaque keeps the program order that LB and CoRR need: only the compiler breaks them. */
  @ParameterizedTest
  @CsvSource({"LB, '[[1, 0, 0], [1, 0, 0]][1, 1]'", "CoRR, '[[0, 0, 0], [1, 0, 0]][1]'"})
  void opaqueForbidsThem(String shape, String outcome) {
    Program program = Programs.all(shape, AccessMode.OPAQUE, AccessMode.OPAQUE);
    assertThat(Finals.of(program, MemoryModel.JAVA)).isNotEmpty().doesNotContain(outcome);
  }

  /** No value comes out of thin air: a store that depends on the load stays behind it. */
  @Test
  void dependentLoadBufferingIsForbidden() {
    Program.Line copyX =
        Program.Line.of(
            new Instruction.Store(Instruction.Cell.at(1), Expr.reg(0), PLAIN), "y", "y = r0");
    Program data =
        Programs.named("LB+data", "x", "y")
            .thread("p", Programs.load("x", 0, 0, PLAIN), copyX)
            .thread(
                "q",
                Programs.load("y", 0, 1, PLAIN),
                Programs.branch(0, Operator.NE, 1, 3),
                Programs.store("x", 0, 1, PLAIN))
            .build();
    assertThat(ProgramMachine.finals(data, MemoryModel.JAVA).all())
        .isNotEmpty()
        .allMatch(s -> s.register(0, 0) == 0 && s.register(1, 0) == 0);
  }

  @Test
  void ordersAreStepsOfTheStartAndShown() {
    Program program = Programs.all("LB", PLAIN, PLAIN);
    ProgramMachine machine =
        ProgramMachine.of(program, MemoryModel.JAVA, Grain.ACCESSES, List.of());
    assertThat(Step.from(machine, machine.start()))
        .map(s -> s.action().toString())
        .containsExactly("p.x", "q.y", "jit.order:1", "jit.order:2", "jit.order:3");
    Replay<ProgramState> run =
        Replay.run(machine, Schedule.parse("jit.order:3,p.y,q.x,p.x:1,q.y:1"));
    assertThat(run.refusal()).isEmpty();
    assertThat(run.frames().get(1).story())
        .isEqualTo("The compiler reorders p: y = 1 before r0 = x; q: x = 1 before r0 = y.");
    assertThat(run.last().allDone()).isTrue();
    assertThat(run.last().register(0, 0) + run.last().register(1, 0)).isEqualTo(2);
  }

  /** A load that does not depend on an if may pass it as a whole, and the jumps still fit. */
  @Test
  void movesPastAWholeIf() {
    Program program =
        Programs.named("past", "x", "y", "z")
            .thread(
                "p",
                Programs.load("x", 0, 0, PLAIN),
                Programs.branch(0, Operator.NE, 1, 3),
                Programs.store("z", 2, 1, PLAIN),
                Programs.store("y", 1, 1, PLAIN))
            .thread("q", Programs.load("y", 0, 1, PLAIN), Programs.store("x", 0, 1, PLAIN))
            .build();
    // y = 1 first, seen by q before x = 1, seen by p: and z is written, for r0 is 1.
    assertThat(Finals.of(program, MemoryModel.JAVA))
        .contains("[[1, 0, 0], [1, 0, 0]][1, 1, 1]")
        .noneMatch(s -> s.startsWith("[[1") != s.endsWith("1]"));
  }

  @Test
  void aPlainSpinMayNeverEnd() {
    Exploration plain = spin(PLAIN, PLAIN);
    assertThat(plain.answer("ends").outcome()).isEqualTo(Exploration.Outcome.BREAKS);
    assertThat(plain.answer("ends").schedule()).hasToString("Optional[jit.hoist:c,c.ready]");
    assertThat(plain.answer("stale").outcome()).isEqualTo(Exploration.Outcome.BREAKS);
    Exploration opaque = spin(AccessMode.OPAQUE, AccessMode.OPAQUE);
    assertThat(opaque.answer("ends").outcome()).isEqualTo(Exploration.Outcome.SAFE);
    assertThat(opaque.answer("stale").outcome()).isEqualTo(Exploration.Outcome.BREAKS);
    Exploration ordered = spin(AccessMode.RELEASE, AccessMode.ACQUIRE);
    assertThat(ordered.answer("ends").outcome()).isEqualTo(Exploration.Outcome.SAFE);
    assertThat(ordered.answer("stale").outcome()).isEqualTo(Exploration.Outcome.SAFE);
    // Volatile flag, plain data: a graph is kept, and the spin still ends in finitely many states.
    Exploration mixed = spin(AccessMode.VOLATILE, AccessMode.VOLATILE);
    assertThat(mixed.complete()).isTrue();
    assertThat(mixed.answer("stale").outcome()).isEqualTo(Exploration.Outcome.SAFE);
  }

  private static Exploration spin(AccessMode store, AccessMode load) {
    Claim<ProgramState> ends =
        new Claim.Stuck<>(
            "ends", "The spin ends.", s -> s.allDone() || s.failedAssertion().isPresent());
    return Explorer.explore(
        ProgramMachine.of(
            Programs.spin(store, load), MemoryModel.JAVA, Grain.ACCESSES, List.of(ends)),
        Bounds.DEFAULT);
  }

  /** A hoisted loop that counts its rounds ends all the same. */
  @Test
  void aBoundedSpinEndsThoughHoisted() {
    Program.Line count =
        Program.Line.of(new Instruction.Assign(1, Expr.plus(Expr.reg(1), 1)), "", "r1++");
    Program program =
        Programs.named("bounded", "ready")
            .thread(
                "c",
                Programs.load("ready", 0, 0, PLAIN),
                count,
                Programs.branch(1, Operator.LT, 3, 0))
            .build();
    ProgramMachine machine =
        ProgramMachine.of(program, MemoryModel.JAVA, Grain.ACCESSES, List.of());
    ProgramState end = Replay.run(machine, Schedule.parse("jit.hoist:c,c.ready")).last();
    assertThat(end.allDone()).isTrue();
    assertThat(end.register(0, 1)).isEqualTo(3);
  }

  @Test
  void tooManyOrdersAreRefusedInOneLine() {
    List<Program.Line> lines = new ArrayList<>();
    String[] cells = new String[8];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = "x" + i;
      lines.add(Programs.store(cells[i], i, 1, PLAIN));
    }
    Program program =
        Programs.named("wide", cells).thread("p", lines.toArray(Program.Line[]::new)).build();
    assertThatThrownBy(() -> ProgramMachine.finals(program, MemoryModel.JAVA))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("more than 5000 ways");
  }
}
