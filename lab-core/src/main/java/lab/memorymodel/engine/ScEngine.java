package lab.memorymodel.engine;

import java.util.Optional;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/** Sequential consistency, one access at a time. */
final class ScEngine implements Engine {
  private final Code code;
  private final Story story;
  private FlatCodec codec;

  ScEngine(Program program) {
    code = new Code(program, Grain.ACCESSES, this);
    story = new Story(code);
  }

  @Override
  public FlatState start() {
    int[] words = code.initial(code.tail);
    code.settleAll(words);
    return new FlatState(code, words);
  }

  @Override
  public void steps(FlatState state, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (words[Code.FAILED] != 0) {
      return;
    }
    for (int t = 0; t < code.threads; t++) {
      int pc = words[Code.PC + t];
      if (pc < code.ops[t].length) {
        step(words, t, code.ops[t][pc], out);
      }
    }
  }

  private void step(int[] words, int t, Op op, Machine.Steps<ProgramState> out) {
    if (op.kind == Op.Kind.CHOOSE) {
      CommonSteps.choose(code, story, words, t, op, out);
      return;
    }
    int[] next = words.clone();
    ScMemory.execute(code, next, t, op);
    code.settle(next, t, words[Code.PC + t] + 1);
    FlatState after = new FlatState(code, next);
    out.step(
        op.action,
        after,
        () -> story.ending(story.sentence(t, ScMemory.clause(code, story, words, t, op)), after));
    if (op.weak && ScMemory.matches(code, words, t, op)) {
      CommonSteps.spurious(code, story, words, t, op, out);
    }
  }

  @Override
  public synchronized Optional<Machine.Codec<ProgramState>> codec() {
    if (codec == null) {
      codec = new FlatCodec(this, code);
    }
    return Optional.of(codec);
  }
}
