package lab.memorymodel;

import java.util.Optional;
import lab.explore.Machine;

/** The step function of one memory model for one program. */
interface Engine {

  FlatState start();

  void steps(FlatState state, Machine.Steps<ProgramState> out);

  Optional<Machine.Codec<ProgramState>> codec();
}
