package lab.memorymodel.engine;

import java.util.Optional;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/** What engines have in common whose states have a fixed length, and so can be packed. */
abstract class PackedEngine implements Engine {
  final Layout layout;
  final Story story;
  private FlatCodec codec;

  PackedEngine(Program program, Grain grain) {
    layout = new Layout(this, new ProgramThreads(program, grain), program.cells());
    story = new Story(layout);
  }

  /** Words of a state. */
  int length() {
    return layout.tail;
  }

  @Override
  public FlatState start() {
    return new FlatState(layout, layout.initial(length()));
  }

  @Override
  public final synchronized Optional<Machine.Codec<ProgramState>> codec() {
    if (codec == null) {
      codec = new FlatCodec(this, layout);
    }
    return Optional.of(codec);
  }
}
