package lab.experiments.cpu.batching;

import lab.experiments.cpu.batching.BatchMachine.State;

/**
 * What is told of a step.
 *
 * @param before the state in which it is taken
 */
record BatchStory(Setup setup, State before) {

  String item(State after) {
    return after.waiting() == 1
        ? "An item comes, the first of a batch: its deadline is in " + setup.deadline() + " units."
        : "An item comes: " + after.waiting() + " wait, the oldest for " + units(after.age()) + ".";
  }

  String send(State after) {
    int items = after.sending();
    return (items == 1 ? "One item goes" : items + " items go")
        + " in "
        + units(after.left())
        + "; the first is done "
        + (before.age() + after.left())
        + " after it came.";
  }

  String tick(int passed, State after, boolean late) {
    String time = units(passed) + (passed == 1 ? " passes" : " pass");
    String done = before.left() > 0 && after.left() == 0 ? ": the batch is done" : "";
    if (late) {
      return time
          + done
          + "; the oldest item has waited "
          + units(after.age())
          + " and can no longer be done in time.";
    }
    return after.waiting() == 0
        ? time + done + "."
        : time + done + "; the oldest item has waited " + units(after.age()) + ".";
  }

  private static String units(int number) {
    return number == 1 ? "1 unit" : number + " units";
  }
}
