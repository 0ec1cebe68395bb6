package lab.experiments.cpu.branch;

import lab.experiments.cpu.branch.BranchMachine.State;
import lab.stage.Numbers;

/** What is told of each step. */
record BranchStories(BranchMachine machine) {

  /** One of the shown elements ran. */
  String next(State before, State after) {
    int i = before.at();
    Setup setup = machine.setup();
    if (setup.branchless()) {
      String cost = Numbers.text(setup.costs().select(), "cycles");
      return "Element " + (i + 1) + " is done without a branch: " + cost + " whichever way.";
    }
    boolean taken = machine.taken(before, i);
    String branch = "Branch " + (i + 1) + " is " + way(taken);
    if (after.mispredicts() == before.mispredicts()) {
      return branch + ", as predicted: 1 cycle.";
    }
    String cost = Numbers.text(1 + setup.costs().flush(), "cycles");
    return branch + ", predicted " + way(!taken) + ": a flush, " + cost + ".";
  }

  /** All that are not shown ran. */
  String rest(State before, State after) {
    String rest = "The other " + Numbers.text(Setup.ELEMENTS - before.at()) + " elements ";
    if (machine.setup().branchless()) {
      return rest + "are done without a branch.";
    }
    int missed = after.mispredicts() - before.mispredicts();
    String branches = missed == 1 ? "1 branch is" : Numbers.text(missed) + " branches are";
    return rest + "run: " + branches + " mispredicted.";
  }

  /** One percent more of the outcomes go the usual way. */
  String steadier(State after) {
    Setup setup = machine.setup();
    String with = Numbers.text((double) setup.withBranches(after.percent()), "cycles");
    return "At "
        + after.percent()
        + " percent all take "
        + with
        + ", "
        + Numbers.text((double) setup.withoutBranches())
        + " without branches.";
  }

  /** Outcome {@code i}, counted from 0, was turned round. */
  String flip(int i, State after) {
    String outcome = "Outcome " + (i + 1) + " is turned round: it will be ";
    return outcome + way(machine.taken(after, i)) + ".";
  }

  private static String way(boolean taken) {
    return taken ? "taken" : "not taken";
  }
}
