package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.memorymodel.engine.ProgramMachine;
import org.junit.jupiter.api.Test;

/** Store buffers, step by step. */
class TsoTest {
  private static final AccessMode OPAQUE = AccessMode.OPAQUE;
  private static final AccessMode VOLATILE = AccessMode.VOLATILE;

  private static ProgramMachine machine(Program program, MemoryModel model) {
    return ProgramMachine.of(program, model, Grain.ACCESSES, List.of());
  }

  private static List<String> actions(Machine<ProgramState> machine, String schedule) {
    Replay<ProgramState> run = Replay.run(machine, Schedule.parse(schedule));
    assertThat(run.refusal()).isEmpty();
    return Step.from(machine, run.last()).stream().map(s -> s.action().toString()).toList();
  }

  @Test
  void tsoForwardsDrainsInOrderAndMakesLockedOperationsWait() {
    Program program =
        Programs.named("forward", "x", "y")
            .thread(
                "p",
                Programs.store("x", 0, 1, OPAQUE),
                Programs.store("x2", 0, 2, OPAQUE),
                Programs.load("rx", 0, 0, OPAQUE),
                Programs.add("add", 1, OPAQUE))
            .build();
    ProgramMachine machine = machine(program, MemoryModel.TSO);
    Replay<ProgramState> run = Replay.run(machine, Schedule.parse("p.x,p.x2,p.rx"));
    assertThat(run.last().register(0, 0)).isEqualTo(2);
    assertThat(run.last().cell(0)).isZero();
    assertThat(run.frames().getLast().story())
        .isEqualTo("P reads x = 2 from its own store buffer.");
    assertThat(actions(machine, "p.x,p.x2,p.rx")).containsExactly("p.drain");
    assertThat(Replay.run(machine, Schedule.parse("p.x,p.x2,p.rx,p.drain")).last().cell(0))
        .isEqualTo(1);
    assertThat(actions(machine, "p.x,p.x2,p.rx,p.drain*2")).containsExactly("p.add");
  }

  @Test
  void aThreadIsDoneOnlyWhenItsBufferIsEmpty() {
    Program program =
        Programs.named("late", "x").thread("p", Programs.store("x", 0, 1, OPAQUE)).build();
    ProgramMachine machine = machine(program, MemoryModel.TSO);
    assertThat(Replay.run(machine, Schedule.parse("p.x")).last().done(0)).isFalse();
    assertThat(Replay.run(machine, Schedule.parse("p.x,p.drain")).last().allDone()).isTrue();
  }

  @Test
  void tsoStoresWaitForFencesAndVolatileStoresForTheBuffer() {
    Program program =
        Programs.named("fenced", "x", "y")
            .thread(
                "p",
                Programs.store("x", 0, 1, OPAQUE),
                Programs.fence(FenceKind.FULL),
                Programs.store("y", 1, 1, OPAQUE),
                Programs.store("z", 0, 2, VOLATILE))
            .build();
    ProgramMachine machine = machine(program, MemoryModel.TSO);
    assertThat(actions(machine, "p.x")).containsExactly("p.drain");
    assertThat(actions(machine, "p.x,p.drain")).containsExactly("p.fence");
    assertThat(actions(machine, "p.x,p.drain,p.fence,p.y")).containsExactly("p.drain");
  }

  @Test
  void aVerbNamedDrainIsRefusedUnderTso() {
    Program program =
        Programs.named("clash", "x").thread("p", Programs.store("drain", 0, 1, OPAQUE)).build();
    assertThatThrownBy(() -> machine(program, MemoryModel.TSO))
        .hasMessageContaining("p.drain is the step of the store buffer");
  }
}
