package lab.memorymodel.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.catalog.Catalog;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Program;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;
import lab.room.Room;
import lab.room.Structure;
import org.junit.jupiter.api.Test;

class ProgramWeakeningTest {

  private static Program spin() {
    Cells cells = new Cells();
    Shared x = cells.cell("x", 0);
    Registers registers = new Registers(0, "t");
    Reg r = registers.reg("r");
    Script code = new Script(registers);
    code.place("again").load("R1", "read", r, x, AccessMode.VOLATILE);
    code.fence("R2", "fence", FenceKind.FULL).branch(r, "end").jump("again").place("end");
    return new Program("spin", cells.all(), List.of(code.thread()));
  }

  private static List<Instruction> instructions(String label, String mode) {
    return ProgramWeakening.of(spin(), label, mode).threads().getFirst().lines().stream()
        .map(Program.Line::instruction)
        .toList();
  }

  @Test
  void modesGetWeakerStepByStep() {
    assertThat(ProgramWeakening.labels(spin())).containsExactly("R1", "R2");
    Instruction read = ProgramWeakening.labelled(spin(), "R1");
    assertThat(ProgramWeakening.weaker(read)).containsExactly("acquire-release", "opaque", "plain");
    assertThat(ProgramWeakening.word(read, "acquire-release")).isEqualTo("getAcquire");
    assertThat(ProgramWeakening.weaker(new Fence(FenceKind.HEAVY)))
        .containsExactly("acquire-release", "none");
    assertThat(ProgramWeakening.weaker(new Fence(FenceKind.RELEASE))).containsExactly("none");
    assertThat(
            ProgramWeakening.weaker(
                new Instruction.FetchAdd(0, Cell.at(0), Expr.constant(1), AccessMode.VOLATILE)))
        .containsExactly("acquire-release", "acquire", "release", "plain");
  }

  /** Lines come and go: jumps still lead to the same places. */
  @Test
  void jumpsFollowTheirTargets() {
    assertThat(instructions("R1", "opaque").getFirst())
        .isEqualTo(new Load(0, Cell.at(0), AccessMode.OPAQUE));
    assertThat(instructions("R2", "none"))
        .satisfiesExactly(
            i -> assertThat(i).isInstanceOf(Load.class),
            i -> assertThat(i).isEqualTo(new Instruction.Branch(Expr.reg(0), 3)),
            i -> assertThat(i).isEqualTo(new Instruction.Jump(0)));
    assertThat(instructions("R2", "acquire-release"))
        .contains(
            new Fence(FenceKind.RELEASE),
            new Fence(FenceKind.ACQUIRE),
            new Instruction.Branch(Expr.reg(0), 5));
  }

  /** In every room: what a program calls P1 is what the class calls P1. */
  @Test
  void everyStructureIsTheClassThatShips() {
    List<String> drifted = new ArrayList<>();
    int labels = 0;
    for (Room room : Catalog.lab().rooms()) {
      for (Structure structure : room.structures()) {
        Map<String, String> real = new TreeMap<>();
        ShippedSteps.of(structure.realClass()).forEach(s -> real.put(s.label(), s.access()));
        for (Map.Entry<String, String> step : StepLabels.of(structure.program()).entrySet()) {
          labels++;
          String access = real.getOrDefault(step.getKey(), "no such step");
          if (!StepLabels.same(step.getValue(), access)) {
            drifted.add(
                "%s, %s: %s in the program, %s in the class"
                    .formatted(structure.name(), step.getKey(), step.getValue(), access));
          }
        }
      }
    }
    assertThat(labels).isGreaterThanOrEqualTo(12);
    assertThat(drifted).isEmpty();
  }
}
