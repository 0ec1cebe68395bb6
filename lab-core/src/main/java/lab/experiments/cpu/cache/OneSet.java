package lab.experiments.cpu.cache;

import lab.cpu.cache.FlatCaches;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.explore.Claim;
import lab.explore.Schedule;

/**
 * The comparison that this machine can be asked: one line more than L1 has ways, all of them in one
 * set or spread over all of its sets, visited in turn.
 */
final class OneSet {
  /** Rounds that count; the one before them fills the caches. */
  static final int ROUNDS = 10;

  private OneSet() {}

  static <S> Claim<S> claim(String name, Setup setup) {
    Hierarchy hierarchy = setup.hierarchy();
    int lines = hierarchy.geometry(0).ways() + 1;
    return new Claim.Beats<>(
        name,
        "In turn, "
            + lines
            + " lines cost fewer cycles spread over the sets of L1 than all in one of them.",
        "cycles",
        "spread",
        "one set",
        () ->
            new Claim.Costs(
                cycles(hierarchy, lines, apart(hierarchy)),
                cycles(hierarchy, lines, together(hierarchy)),
                Schedule.empty()));
  }

  /** The distance in lines at which all are in one set of L1. */
  static int together(Hierarchy hierarchy) {
    return hierarchy.geometry(0).sets();
  }

  /** One line more. */
  static int apart(Hierarchy hierarchy) {
    return together(hierarchy) + 1;
  }

  /** Of all rounds that count, together. */
  static long cycles(Hierarchy hierarchy, int lines, int stride) {
    Geometry line = hierarchy.geometry(0);
    FlatCaches caches = Setup.inTurn(hierarchy, lines, stride);
    for (int round = 0; round <= ROUNDS; round++) {
      if (round == 1) {
        caches.forgetCounts();
      }
      for (int i = 0; i < lines; i++) {
        caches.load((long) i * stride * line.lineBytes());
      }
    }
    return caches.counts().cycles();
  }
}
