package lab.memorymodel.engine;

import lab.explore.Machine;
import lab.memorymodel.ProgramState;

/** Steps that are the same under several models. */
final class CommonSteps {
  private CommonSteps() {}

  /** One step per open way of a choice. */
  static void choose(
      Code code, Story story, int[] words, int t, Op op, Machine.Steps<ProgramState> out) {
    for (Op.Way way : op.ways) {
      if (way.guard().eval(words, code.registers[t]) != 0) {
        int[] next = words.clone();
        code.settle(next, t, way.target());
        FlatState after = new FlatState(code, next);
        out.step(
            way.action(), after, () -> story.ending(story.sentence(t, Story.chooses(way)), after));
      }
    }
  }

  /** The spurious failure of a weak compare-and-exchange that meets memory directly. */
  static void spurious(
      Code code, Story story, int[] words, int t, Op op, Machine.Steps<ProgramState> out) {
    int[] next = words.clone();
    ScMemory.failSpuriously(code, next, t, op);
    code.settle(next, t, words[Code.PC + t] + 1);
    FlatState after = new FlatState(code, next);
    int cell = code.cell(op, words, t);
    out.step(
        op.spurious,
        after,
        () ->
            story.ending(story.sentence(t, story.spurious(cell, words[code.cells + cell])), after));
  }
}
