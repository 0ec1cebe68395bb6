package lab.experiments.nic.descriptorring;

import lab.explore.Action;
import lab.explore.Refusal;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.RetoldMachine;

/** Whole operations in the words of drivers. Frames and slots are counted from 0. */
interface RingWords extends RetoldMachine.Retelling {

  /** Why the action is not possible, where the state says more than the program does. */
  String why(ProgramState s, Refusal refusal);

  /** {@code driver.post}. */
  static String of(Action action) {
    return action.actor() + "." + action.verb();
  }
}
