package lab.net.collective;

import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;

/** Ranks at their own pace as a machine: what a room will do, and what tests search. */
record RanksMachine(Ranks ranks) implements Machine<Progress> {
  static final String WHOLE = "whole-sum";
  static final String ENDS = "all-end";
  static final String ONCE = "once";
  static final String DONE = "done";

  static RanksMachine of(Algorithm algorithm, int n, Fault fault, int slots) {
    return new RanksMachine(new Ranks(algorithm.plan(n, fault), slots, fault));
  }

  @Override
  public Progress start() {
    return ranks.start();
  }

  @Override
  public void steps(Progress p, Steps<Progress> out) {
    for (int r = 0; r < ranks.plan().ranks(); r++) {
      if (ranks.sends(p, r).isPresent()) {
        out.step(Action.of("rank" + r, "send"), ranks.send(p, r), () -> "sends");
      }
      if (ranks.takes(p, r).isPresent()) {
        out.step(Action.of("rank" + r, "take"), ranks.take(p, r), () -> "takes");
      }
    }
  }

  @Override
  public List<Claim<Progress>> claims() {
    return List.of(
        new Claim.Never<>(WHOLE, "Who is done has the whole sum of every part.", this::wrong),
        new Claim.Never<>(ONCE, "Nothing is in a sum twice.", this::twice),
        new Claim.Stuck<>(ENDS, "All can still end.", this::allDone),
        new Claim.Sometimes<>(DONE, "All are done, each with the whole sum.", this::right));
  }

  private boolean wrong(Progress p) {
    for (int r = 0; r < ranks.plan().ranks(); r++) {
      if (ranks.done(p, r) && p.ranks().get(r).parts().stream().anyMatch(s -> s != ranks.whole())) {
        return true;
      }
    }
    return false;
  }

  private boolean twice(Progress p) {
    return p.ranks().stream()
        .flatMap(r -> r.parts().stream())
        .anyMatch(s -> {
          for (int r = 0; r < ranks.plan().ranks(); r++) {
            if (Ranks.count(s, r) > 1) {
              return true;
            }
          }
          return false;
        });
  }

  private boolean allDone(Progress p) {
    for (int r = 0; r < ranks.plan().ranks(); r++) {
      if (!ranks.done(p, r)) {
        return false;
      }
    }
    return true;
  }

  private boolean right(Progress p) {
    return allDone(p) && !wrong(p);
  }
}
