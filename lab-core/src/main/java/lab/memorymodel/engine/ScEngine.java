package lab.memorymodel.engine;

import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/** Sequential consistency, one access at a time. */
final class ScEngine extends PackedEngine {

  ScEngine(Program program) {
    super(program, Grain.ACCESSES);
  }

  @Override
  public void steps(FlatState state, Machine.Steps<ProgramState> out) {
    int[] words = state.words;
    if (words[Layout.FAILED] != 0) {
      return;
    }
    for (int t = 0; t < layout.count; t++) {
      Access a = layout.next(words, t);
      if (a != null) {
        step(words, t, a, out);
      }
    }
  }

  private void step(int[] words, int t, Access a, Machine.Steps<ProgramState> out) {
    if (a.kind() == Access.Kind.CHOICE) {
      CommonSteps.choose(layout, story, words, t, a, out);
      return;
    }
    int[] next = words.clone();
    ScMemory.execute(layout, next, t, a);
    FlatState after = new FlatState(layout, next);
    out.step(
        a.action(),
        after,
        () -> story.ending(story.sentence(t, ScMemory.clause(layout, story, words, a)), after));
    if (a.weak() && ScMemory.matches(layout, words, a)) {
      CommonSteps.spurious(layout, story, words, t, a, out);
    }
  }
}
