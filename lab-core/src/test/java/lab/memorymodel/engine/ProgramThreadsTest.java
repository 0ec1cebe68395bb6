package lab.memorymodel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lab.input.BadInput;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;
import org.junit.jupiter.api.Test;

class ProgramThreadsTest {
  private static final int VALUES = 5_000;

  /** Reads x into a register, makes its parity another, and writes that to y. */
  private static Program parity() {
    Cells cells = new Cells();
    Shared x = cells.cell("x", 0);
    Shared y = cells.cell("y", 0);
    Registers registers = new Registers(0, "t");
    Reg seen = registers.reg("seen");
    Reg odd = registers.reg("odd");
    Script code = new Script(registers);
    code.load(Script.NONE, "look", seen, x, AccessMode.OPAQUE);
    code.assign(odd, Expr.and(seen, 1)).forget(seen);
    code.store(Script.NONE, "tell", y, odd, AccessMode.OPAQUE);
    return new Program("parity", cells.all(), List.of(code.thread()));
  }

  private static Threads threads() {
    return new ProgramThreads(parity(), Grain.ACCESSES);
  }

  @Test
  void theNextAccessComesWithItsOperands() {
    Threads threads = threads();
    int start = threads.start(0);
    assertThat(threads.next(0, start).kind()).isEqualTo(Access.Kind.LOAD);
    int odd = threads.after(0, start, 7, true);
    Access store = threads.next(0, odd);
    assertThat(store.kind()).isEqualTo(Access.Kind.STORE);
    assertThat(store.cell()).isEqualTo(1);
    assertThat(store.operand()).isEqualTo(1);
    assertThat(threads.next(0, threads.after(0, odd, 0, true))).isNull();
  }

  /** More values than the first table has room for, the extreme ones among them. */
  @Test
  void equalRegistersAreOneStateHoweverManyValuesLeadThere() {
    Threads threads = threads();
    int start = threads.start(0);
    int even = threads.after(0, start, 0, true);
    int odd = threads.after(0, start, 1, true);
    assertThat(even).isNotEqualTo(odd);
    for (int round = 0; round < 2; round++) {
      for (int value = -VALUES; value < VALUES; value++) {
        assertThat(threads.after(0, start, value, true)).isEqualTo((value & 1) == 0 ? even : odd);
      }
      assertThat(threads.after(0, start, Integer.MIN_VALUE, true)).isEqualTo(even);
      assertThat(threads.after(0, start, Integer.MAX_VALUE, true)).isEqualTo(odd);
    }
    assertThat(threads.register(0, odd, 1)).isEqualTo(1);
  }

  /** Each asks for its own order of values; all must be told of the same states. */
  @Test
  void numbersAreTheSameForWhoeverAsks() throws Exception {
    Cells cells = new Cells();
    Shared x = cells.cell("x", 0);
    Registers registers = new Registers(0, "t");
    Reg seen = registers.reg("seen");
    Script code = new Script(registers);
    code.load(Script.NONE, "look", seen, x, AccessMode.OPAQUE);
    Program program = new Program("look", cells.all(), List.of(code.thread()));
    Threads threads = new ProgramThreads(program, Grain.ACCESSES);
    int start = threads.start(0);
    List<Callable<List<Integer>>> askers = new ArrayList<>();
    for (int step : new int[] {1, 7, 2_501, VALUES - 1}) {
      askers.add(() -> {
        int[] told = new int[VALUES];
        for (int i = 0; i < VALUES; i++) {
          int value = (int) ((long) i * step % VALUES);
          told[value] = threads.after(0, start, value, true);
          assertThat(threads.register(0, told[value], 0)).isEqualTo(value);
        }
        return IntStream.of(told).boxed().toList();
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(askers.size())) {
      List<Future<List<Integer>>> all = pool.invokeAll(askers);
      for (Future<List<Integer>> told : all) {
        assertThat(told.get()).isEqualTo(all.getFirst().get()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aMachineKnowsItsOwnStatesOnly() {
    ProgramMachine one = ProgramMachine.of(parity(), MemoryModel.SC, Grain.ACCESSES, List.of());
    ProgramMachine other = ProgramMachine.of(parity(), MemoryModel.SC, Grain.ACCESSES, List.of());
    assertThat(one.start()).isEqualTo(one.start()).isNotEqualTo(other.start());
    assertThatThrownBy(() -> one.steps(other.start(), (action, next, story) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another machine");
  }

  @Test
  void anOperationThatDoesNotEndIsBadInput() {
    Cells cells = new Cells();
    Shared x = cells.cell("x", 0);
    Registers registers = new Registers(0, "t");
    Reg old = registers.reg("old");
    Script code = new Script(registers).begin();
    code.load(Script.NONE, "enter", old, x, AccessMode.OPAQUE).place("again");
    code.fetchAdd(Script.NONE, "add", old, x, Expr.constant(1), AccessMode.OPAQUE).jump("again");
    Program program = new Program("mad", cells.all(), List.of(code.thread()));
    ProgramMachine machine =
        ProgramMachine.of(program, MemoryModel.SC, Grain.OPERATIONS, List.of());
    assertThatThrownBy(() -> machine.steps(machine.start(), (action, next, story) -> {}))
        .isInstanceOf(BadInput.class)
        .hasMessage("an operation of thread t does not end in 1000000 accesses");
  }
}
