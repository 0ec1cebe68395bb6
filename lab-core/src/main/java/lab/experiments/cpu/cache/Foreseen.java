package lab.experiments.cpu.cache;

import lab.cpu.cache.FlatCaches;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Replacement;
import lab.explore.Claim;
import lab.explore.Schedule;

/** What it is worth to know the future: walks from cold caches, under OPT and under LRU. */
final class Foreseen {
  static final int WALKS = 10;

  private Foreseen() {}

  static <S> Claim<S> claim(String name, Setup setup) {
    return new Claim.Beats<>(
        name,
        "In " + WALKS + " walks from cold, L1 misses less often under opt than under lru.",
        "misses in L1",
        "opt",
        "lru",
        () ->
            new Claim.Costs(
                misses(setup, Replacement.OPT), misses(setup, Replacement.LRU), Schedule.empty()));
  }

  /** Misses in L1 if all levels have that policy. */
  static long misses(Setup setup, Replacement policy) {
    Hierarchy hierarchy = setup.hierarchy().with(policy);
    FlatCaches caches = new FlatCaches(hierarchy);
    for (int walk = 0; walk < WALKS; walk++) {
      for (int line : setup.walk()) {
        caches.load(setup.block(line) * hierarchy.lineBytes());
      }
    }
    return caches.counts().misses(0);
  }
}
