package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.explore.EndStates;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Program.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thread's heavy fence is a full fence of all. Against axioms: {@link CrossCheckTest}. */
class HeavyFenceTest {
  private static final AccessMode OPAQUE = AccessMode.OPAQUE;

  /** Store buffering: each writes one cell and reads the other's; p fences, q has nothing. */
  private static Program oneSided(AccessMode mode, Fence.Kind... fences) {
    List<Line> p = new ArrayList<>(List.of(Programs.store("x", 0, 1, mode)));
    for (Fence.Kind kind : fences) {
      p.add(Programs.fence(kind));
    }
    p.add(Programs.load("y", 0, 1, mode));
    return Programs.named("SB", "x", "y")
        .thread("p", p.toArray(Line[]::new))
        .thread("q", Programs.store("y", 1, 1, mode), Programs.load("x", 0, 0, mode))
        .build();
  }

  private static Set<String> reads(Program program, MemoryModel model) {
    EndStates<ProgramState> finals = ProgramMachine.finals(program, model);
    assertThat(finals.complete()).isTrue();
    return finals.all().stream()
        .map(s -> s.register(0, 0) + "," + s.register(1, 0))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({"TSO,OPAQUE", "JAVA,OPAQUE", "TSO,RELEASE", "JAVA,RELEASE"})
  void aHeavyFenceOnOneSideForbidsBothOldValues(MemoryModel model, AccessMode store) {
    Program heavy = withModes(oneSided(OPAQUE, Fence.Kind.HEAVY), store);
    assertThat(reads(heavy, model)).containsExactlyInAnyOrder("0,1", "1,0", "1,1");
  }

  @ParameterizedTest
  @CsvSource({"TSO", "JAVA"})
  void aFullFenceOnOneSideOrNoneDoesNot(MemoryModel model) {
    assertThat(reads(oneSided(OPAQUE, Fence.Kind.FULL), model)).contains("0,0");
    assertThat(reads(oneSided(OPAQUE), model)).contains("0,0");
    assertThat(reads(oneSided(OPAQUE, Fence.Kind.RELEASE, Fence.Kind.ACQUIRE), model))
        .contains("0,0");
  }

  /** The heavy fence orders no compiler: q's plain accesses may trade places. */
  @Test
  void theOtherSideMustKeepItsOwnProgramOrder() {
    assertThat(reads(oneSided(AccessMode.PLAIN, Fence.Kind.HEAVY), MemoryModel.JAVA))
        .contains("0,0");
  }

  /** Volatile beside opaque: the graph of the run decides. */
  @Test
  void aHeavyFenceIsOneEventOfTheGraph() {
    Program mixed = withModes(oneSided(OPAQUE, Fence.Kind.HEAVY), AccessMode.VOLATILE);
    assertThat(reads(mixed, MemoryModel.JAVA)).containsExactlyInAnyOrder("0,1", "1,0", "1,1");
  }

  @Test
  void itsStepSaysSo() {
    Program program = oneSided(OPAQUE, Fence.Kind.HEAVY);
    assertThat(story(program, MemoryModel.TSO, "p.x,q.y,p.drain,q.drain,p.fence"))
        .isEqualTo(
            "P passes its heavy fence, and at the same moment every other thread passes a full one,"
                + " every store buffer being empty.");
    assertThat(story(program, MemoryModel.JAVA, "p.x,q.y,p.fence"))
        .endsWith("and from now on sees y = 1.");
    assertThat(
            Replay.run(machine(program, MemoryModel.TSO), Schedule.parse("p.x,q.y,p.drain,p.fence"))
                .refusal())
        .isPresent();
  }

  private static String story(Program program, MemoryModel model, String schedule) {
    return Replay.run(machine(program, model), Schedule.parse(schedule)).frames().getLast().story();
  }

  private static ProgramMachine machine(Program program, MemoryModel model) {
    return ProgramMachine.of(program, model, Grain.ACCESSES, List.of());
  }

  /** The same program with q's store of that mode. */
  private static Program withModes(Program program, AccessMode store) {
    List<Program.ThreadCode> threads = new ArrayList<>(program.threads());
    Program.ThreadCode q = threads.getLast();
    Line line = Programs.store("y", 1, 1, store);
    threads.set(
        1, new Program.ThreadCode(q.name(), q.registers(), List.of(line, q.lines().getLast())));
    return new Program(program.name(), program.cells(), threads);
  }
}
