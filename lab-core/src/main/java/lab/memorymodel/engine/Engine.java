package lab.memorymodel.engine;

import java.util.Optional;
import java.util.function.Consumer;
import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.ProgramState;

/** The step function of one memory model for one program. */
interface Engine {

  FlatState start();

  void steps(FlatState state, Machine.Steps<ProgramState> out);

  /**
   * Reports what a thread could do that would change nothing, as if it were a step. Where every
   * access is a step there is no such thing: a read that finds what it found before is the code's.
   */
  default void idle(FlatState state, Machine.Steps<ProgramState> out) {}

  /** Reports what a thread would have to wait with. */
  default void waiting(FlatState state, Consumer<Action> out) {}

  Optional<Machine.Codec<ProgramState>> codec();
}
