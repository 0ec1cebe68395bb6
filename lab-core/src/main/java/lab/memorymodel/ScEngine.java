package lab.memorymodel;

import java.util.Optional;
import lab.explore.Machine;

/** Sequential consistency, one access at a time. */
final class ScEngine implements Engine {
  private final Code code;
  private final Story story;

  ScEngine(Program program) {
    code = new Code(program, Grain.ACCESSES);
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
        step(state, t, code.ops[t][pc], out);
      }
    }
  }

  private void step(FlatState state, int t, Op op, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (op.kind == Op.Kind.CHOOSE) {
      for (Op.Way way : op.ways) {
        if (way.guard().eval(words, code.registers[t]) != 0) {
          int[] next = words.clone();
          code.settle(next, t, way.target());
          FlatState after = new FlatState(code, next);
          out.step(
              way.action(),
              after,
              () -> story.ending(story.sentence(t, Story.chooses(way)), after));
        }
      }
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
      int[] failed = words.clone();
      ScMemory.failSpuriously(code, failed, t, op);
      code.settle(failed, t, words[Code.PC + t] + 1);
      FlatState gaveUp = new FlatState(code, failed);
      int cell = code.cell(op, words, t);
      out.step(
          op.spurious,
          gaveUp,
          () ->
              story.ending(
                  story.sentence(t, story.spurious(cell, words[code.cells + cell])), gaveUp));
    }
  }

  @Override
  public Optional<Machine.Codec<ProgramState>> codec() {
    return Optional.empty();
  }
}
