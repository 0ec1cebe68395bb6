package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.input.BadInput;
import lab.memorymodel.Expr.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramMachineTest {
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

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void aWeakCompareAndSetMayFailForNoReason(MemoryModel model) {
    Program weak =
        Programs.named("weak", "x").thread("t", Programs.cas("cas", 0, 0, 5, OPAQUE, true)).build();
    assertThat(actions(machine(weak, model), "")).containsExactly("t.cas", "t.cas:spurious");
    ProgramState failed = Replay.run(machine(weak, model), Schedule.parse("t.cas:spurious")).last();
    assertThat(failed.cell(0)).isZero();
    assertThat(failed.register(0, 1)).isZero();
    ProgramState done = Replay.run(machine(weak, model), Schedule.parse("t.cas")).last();
    assertThat(done.cell(0)).isEqualTo(5);
    assertThat(done.register(0, 1)).isEqualTo(1);
    Program strong =
        Programs.named("cas", "x").thread("t", Programs.cas("cas", 0, 0, 5, OPAQUE, false)).build();
    assertThat(actions(machine(strong, model), "")).containsExactly("t.cas");
  }

  @Test
  void readsAreNamedByValueAndByPositionWhereValuesRepeat() {
    Program program =
        Programs.named("same", "x")
            .thread("p", Programs.store("a", 0, 1, OPAQUE), Programs.store("b", 0, 0, OPAQUE))
            .thread("c", Programs.load("x", 0, 0, OPAQUE))
            .thread("d", Programs.store("w", 0, 7, OPAQUE))
            .build();
    ProgramMachine machine = machine(program, MemoryModel.JAVA);
    assertThat(actions(machine, "")).contains("c.x");
    assertThat(actions(machine, "p.a")).contains("c.x:0", "c.x:1", "d.w:@1", "d.w:last");
    assertThat(actions(machine, "p.a,p.b")).contains("c.x:0@0", "c.x:1", "c.x:0@2");
    assertThat(Replay.run(machine, Schedule.parse("p.a,c.x:0")).frames().getLast().story())
        .isEqualTo("C reads x = 0, an old value: the write of 1 is not yet in its view.");
  }

  @Test
  void assertionsBecomeClaimsAndEndTheRun() {
    Program program = Programs.spin(OPAQUE, OPAQUE);
    ProgramMachine machine = machine(program, MemoryModel.JAVA);
    assertThat(machine.claims()).map(Claim::name).containsExactly("stale");
    Exploration.Answer answer = Explorer.explore(machine, Bounds.DEFAULT).answer("stale");
    assertThat(answer.outcome()).isEqualTo(Exploration.Outcome.BREAKS);
    ProgramState end = Replay.run(machine, answer.schedule().orElseThrow()).last();
    assertThat(end.failedAssertion()).contains("stale");
    assertThat(Step.from(machine, end)).isEmpty();
    Claim<ProgramState> own = new Claim.Never<>("stale", "Ours.", s -> false);
    assertThat(ProgramMachine.of(program, MemoryModel.SC, Grain.ACCESSES, List.of(own)).claims())
        .containsExactly(own);
    assertThat(Explorer.explore(machine(program, MemoryModel.SC), Bounds.DEFAULT).answer("stale"))
        .extracting(Exploration.Answer::outcome)
        .isEqualTo(Exploration.Outcome.SAFE);
  }

  private static Program chooser() {
    Instruction.Choose.Way push = new Instruction.Choose.Way("push", "A", Expr.constant(1), 1, "");
    Instruction.Choose.Way pop =
        new Instruction.Choose.Way("pop", "", Expr.reg(0), 3, "nothing to pop");
    Instruction choose = new Instruction.Choose(List.of(push, pop));
    return Programs.named("choose", "x", "y")
        .thread(
            "t",
            Programs.operation(Program.Line.of(choose, "", "choose")),
            Programs.add("x", 0, OPAQUE),
            Program.Line.of(new Instruction.Jump(0), "", "again"),
            Programs.add("y", 1, OPAQUE))
        .build();
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void choicesAreActionsWhileTheirGuardsHold(MemoryModel model) {
    ProgramMachine machine = machine(chooser(), model);
    assertThat(actions(machine, "")).containsExactly("t.push:A");
    assertThat(refused(machine)).containsExactly("t.pop nothing to pop");
    assertThat(actions(machine, "t.push:A,t.x,t.push:A,t.x")).containsExactly("t.push:A", "t.pop");
  }

  @Test
  void operationsRunAsOneStep() {
    ProgramMachine machine =
        ProgramMachine.of(chooser(), MemoryModel.JAVA, Grain.OPERATIONS, List.of());
    Replay<ProgramState> run = Replay.run(machine, Schedule.parse("t.push:A*2,t.pop"));
    assertThat(run.refusal()).isEmpty();
    assertThat(run.last().cell(0)).isEqualTo(2);
    assertThat(run.last().cell(1)).isEqualTo(1);
    assertThat(run.last().allDone()).isTrue();
    assertThat(run.frames().get(1).story())
        .isEqualTo("T does push A as one step: it adds 1 to x = 0 in one step: now 1.");
  }

  @Test
  void anOperationThatWouldWaitIsNotPossible() {
    Program program =
        Programs.named("wait", "ready")
            .thread("p", Programs.operation(Programs.store("set", 0, 1, OPAQUE)))
            .thread(
                "c",
                Programs.operation(Programs.load("await", 0, 0, OPAQUE)),
                Programs.branch(0, Operator.EQ, 0, 0))
            .build();
    // The spin's load is where the operation begins: a round that finds nothing changes nothing.
    Program inner =
        Programs.named("wait", "ready")
            .thread("p", Programs.operation(Programs.store("set", 0, 1, OPAQUE)))
            .thread(
                "c",
                Programs.operation(Programs.add("enter", 0, OPAQUE)),
                Programs.load("await", 0, 0, OPAQUE),
                Programs.branch(0, Operator.LT, 2, 1))
            .build();
    assertThat(actions(operations(program), "")).containsExactly("p.set");
    assertThat(refused(operations(program)))
        .containsExactly("c.await C does await as one step: it reads ready = 0.");
    assertThat(refused(operations(inner)))
        .containsExactly("c.enter it would wait for another thread");
    assertThat(actions(operations(program), "p.set")).containsExactly("c.await");
    assertThat(actions(operations(inner), "")).containsExactly("p.set");
    assertThat(actions(operations(inner), "p.set")).containsExactly("c.enter");
  }

  private static List<String> refused(ProgramMachine machine) {
    return machine.refusals(machine.start()).stream()
        .map(r -> r.action() + " " + r.reason())
        .toList();
  }

  private static ProgramMachine operations(Program program) {
    return ProgramMachine.of(program, MemoryModel.SC, Grain.OPERATIONS, List.of());
  }

  @Test
  void equalStatesAreEqualHoweverTheyCameAbout() {
    for (MemoryModel model : MemoryModel.values()) {
      ProgramMachine machine = machine(Programs.all("SB", OPAQUE, OPAQUE), model);
      ProgramState one = Replay.run(machine, Schedule.parse("p.x,q.y")).last();
      ProgramState other = Replay.run(machine, Schedule.parse("q.y,p.x")).last();
      assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
      assertThat(one).isNotEqualTo(machine.start());
    }
  }

  /** What nobody can read any more is forgotten, so a writer that everybody follows comes round. */
  @Test
  void aLoopThatWritesIsFiniteUnlessSomebodyLagsBehind() {
    Program.Line[] writer = {
      Programs.store("x", 0, 1, AccessMode.RELEASE),
      Program.Line.of(new Instruction.Jump(0), "", "again")
    };
    Program alone = Programs.named("alone", "x").thread("p", writer).build();
    Exploration found = Explorer.explore(machine(alone, MemoryModel.JAVA), Bounds.DEFAULT);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(2);
    Program lagging =
        Programs.named("lagging", "x")
            .thread("p", writer)
            .thread("c", Programs.load("x", 0, 0, AccessMode.ACQUIRE))
            .build();
    Bounds few = Bounds.DEFAULT.withMaxStates(500);
    assertThat(Explorer.explore(machine(lagging, MemoryModel.JAVA), few).complete()).isFalse();
  }

  /** Two loads in the loop, one of them volatile: the graph forgets rounds that change nothing. */
  @Test
  void aSpinOverTwoCellsIsFiniteWhereAGraphIsKept() {
    Program program =
        Programs.named("two", "x", "y")
            .thread("p", Programs.store("x", 0, 1, VOLATILE), Programs.store("y", 1, 1, OPAQUE))
            .thread(
                "c",
                Programs.load("rx", 0, 0, VOLATILE),
                Programs.load("ry", 1, 1, OPAQUE),
                Programs.branch(0, Operator.EQ, 0, 0),
                Programs.branch(1, Operator.EQ, 0, 0))
            .build();
    assertThat(Finals.of(program, MemoryModel.JAVA)).hasSize(1);
  }

  @Test
  void anEndlessLocalLoopIsBadInput() {
    Program program =
        Programs.named("mad", "x")
            .thread("p", Program.Line.of(new Instruction.Jump(0), "", "again"))
            .build();
    assertThatThrownBy(() -> machine(program, MemoryModel.SC).start())
        .isInstanceOf(BadInput.class)
        .hasMessage("thread p of mad loops for ever without touching memory");
  }

  @Test
  void everyStatePacksAndUnpacks() {
    for (MemoryModel model : List.of(MemoryModel.SC, MemoryModel.TSO)) {
      ProgramMachine machine = machine(Programs.all("IRIW", OPAQUE, OPAQUE), model);
      Machine.Codec<ProgramState> codec = machine.codec().orElseThrow();
      List<ProgramState> work = new ArrayList<>(List.of(machine.start()));
      for (int i = 0; i < 2000 && !work.isEmpty(); i++) {
        ProgramState state = work.removeLast();
        long[] packed = new long[codec.longs() + 1];
        codec.pack(state, packed, 1);
        assertThat(codec.unpack(packed, 1)).isEqualTo(state);
        machine.steps(state, (action, next, story) -> work.add(next));
      }
    }
  }

  /** No walk of the codec counts as far as the search does: the rest is kept beside it. */
  @Test
  void statesOutsideTheGuessedRangesAreKeptWhole() {
    Program program =
        Programs.named("count", "x")
            .thread("p", Programs.add("x", 0, OPAQUE), Programs.branch(0, Operator.LT, 1500, 0))
            .build();
    ProgramMachine machine = machine(program, MemoryModel.SC);
    Exploration found = Explorer.explore(machine, Bounds.DEFAULT);
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(1502);
  }

  @Test
  void aRunGoesToTheEndOfItsScheduleOrNotAtAll() {
    Program program =
        Programs.named("one", "x").thread("t", Programs.store("a", 0, 1, OPAQUE)).build();
    ProgramState end = ProgramMachine.run(program, Grain.ACCESSES, Schedule.parse("t.a")).last();
    assertThat(end.cell(0)).isEqualTo(1);
    assertThatThrownBy(() -> ProgramMachine.run(program, Grain.ACCESSES, Schedule.parse("t.a,t.a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("one: step 2");
  }

  @Test
  void theModelsHaveWords() {
    assertThat(MemoryModel.parse("tso")).isEqualTo(MemoryModel.TSO);
    assertThatThrownBy(() -> MemoryModel.parse("tos"))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("model is one of sc, tso, java (got tos)");
  }
}
