package lab.experiments.cpu.branch;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.cpu.branch.BranchMachine.State;
import lab.experiments.cpu.branch.Setup.Kind;
import lab.experiments.cpu.branch.Setup.Pattern;
import lab.explore.Claim;
import lab.stage.Numbers;

/** What is said of branches, and of doing without. */
record BranchClaims(BranchMachine machine) {

  List<Claim<State>> all() {
    Setup setup = machine.setup();
    List<Claim<State>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            BranchMachine.PAYS,
            "From element "
                + BranchMachine.JUDGED_FROM
                + " on, those done so far have cost no more than they would without branches.",
            machine::dearer));
    claims.addAll(weighed(setup));
    if (!setup.branchless()) {
      claims.add(
          new Claim.Reach<>(
              BranchMachine.BRANCH_PAYS,
              (setup.pattern().drawn
                      ? "At the predictability that is set, or at one above it, all"
                      : "All")
                  + " elements cost fewer cycles with branches than without.",
              machine::pays));
      claims.add(
          new Claim.Sometimes<>(
              BranchMachine.FLUSHES, "The pipeline is flushed.", s -> s.mispredicts() > 0));
    }
    claims.add(
        new Claim.Sometimes<>(
            BranchMachine.JUDGED,
            "A run gets as far as to be judged.",
            s -> s.at() >= BranchMachine.JUDGED_FROM));
    return claims;
  }

  /** What is counted by running all elements, none turned round. */
  private static List<Claim<State>> weighed(Setup setup) {
    return List.of(
        new Claim.Beats<>(
            BranchMachine.SORTED_BEATS,
            "Sorted, the same outcomes cost fewer cycles than shuffled.",
            "cycles",
            "sorted",
            "shuffled",
            () -> costs(setup.whole(Pattern.SORTED), setup.whole(Pattern.SHUFFLED))),
        new Claim.Beats<>(
            BranchMachine.BRANCHLESS_BEATS,
            "Without branches all elements cost fewer cycles than with them.",
            "cycles",
            "branchless",
            "branches",
            () -> costs(setup.withoutBranches(), setup.withBranches(setup.percent()))),
        new Claim.Beats<>(
            BranchMachine.HISTORY_BEATS,
            "Over outcomes that repeat every "
                + Numbers.text(setup.period(), "elements")
                + " a predictor that remembers seven costs fewer cycles than a two-bit counter.",
            "cycles",
            "seven remembered",
            "a two-bit counter",
            () -> costs(setup.repeating(Kind.TWO_LEVEL), setup.repeating(Kind.TWO_BIT))));
  }

  private static Claim.Costs costs(long a, long b) {
    return new Claim.Costs(a, b, BranchMachine.WHOLE);
  }
}
