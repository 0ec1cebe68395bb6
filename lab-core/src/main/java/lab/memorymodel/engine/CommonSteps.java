package lab.memorymodel.engine;

import lab.explore.Machine;
import lab.memorymodel.ProgramState;

/** Steps that are the same under several models. */
final class CommonSteps {
  private CommonSteps() {}

  /** One step per open way of a choice. */
  static void choose(
      Layout layout, Story story, int[] words, int t, Access a, Machine.Steps<ProgramState> out) {
    for (Access.Way way : a.ways()) {
      int[] next = words.clone();
      layout.advance(next, t, way.number(), true);
      FlatState after = new FlatState(layout, next);
      out.step(
          way.action(), after, () -> story.ending(story.sentence(t, Story.chooses(way)), after));
    }
  }

  /** The spurious failure of a weak compare-and-exchange that meets memory directly. */
  static void spurious(
      Layout layout, Story story, int[] words, int t, Access a, Machine.Steps<ProgramState> out) {
    int old = words[layout.cells + a.cell()];
    int[] next = words.clone();
    layout.advance(next, t, old, false);
    FlatState after = new FlatState(layout, next);
    out.step(
        a.spurious(),
        after,
        () -> story.ending(story.sentence(t, story.spurious(a.cell(), old)), after));
  }
}
