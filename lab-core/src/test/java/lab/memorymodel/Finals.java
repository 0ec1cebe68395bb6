package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.explore.EndStates;

/** How programs end: the registers of every thread and the cells, as one line of text. */
final class Finals {
  private Finals() {}

  /** Each end once. Every run was followed. */
  static Set<String> of(Program program, MemoryModel model) {
    EndStates<ProgramState> finals = ProgramMachine.finals(program, model);
    assertThat(finals.complete()).isTrue();
    return finals.all().stream()
        .map(state -> text(program, state))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As in {@code [[0, 1, 0], [2, 0, 0]][1, 2]}: registers by thread, then the cells. */
  private static String text(Program program, ProgramState state) {
    return IntStream.range(0, program.threads().size())
            .mapToObj(
                t -> list(program.threads().get(t).registers().size(), r -> state.register(t, r)))
            .toList()
        + list(program.cells().size(), state::cell);
  }

  private static String list(int size, IntUnaryOperator values) {
    return IntStream.range(0, size).map(values).boxed().toList().toString();
  }
}
