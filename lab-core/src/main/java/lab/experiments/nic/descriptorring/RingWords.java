package lab.experiments.nic.descriptorring;

import lab.explore.Action;
import lab.explore.Refusal;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.RetoldMachine;

/** Whole operations in the words of drivers. Frames and slots are counted from 0. */
interface RingWords extends RetoldMachine.Retelling {

  /** Whose doing it is that a doorbell, or an OWN word, overtakes what was written before it. */
  String STORES =
      " An x86 CPU keeps such stores to write-back memory in order; a compiler, an Arm CPU or"
          + " write-combining need not.";

  /** Whose doing it is that a payload is read before the status that was looked at before it. */
  String LOADS =
      " An x86 CPU keeps such loads from write-back memory in order; a compiler or an Arm CPU need"
          + " not.";

  /** Why the action is not possible, where the state says more than the program does. */
  String why(ProgramState s, Refusal refusal);

  /** {@code driver.post}. */
  static String of(Action action) {
    return action.actor() + "." + action.verb();
  }
}
