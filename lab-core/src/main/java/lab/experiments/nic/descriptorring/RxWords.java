package lab.experiments.nic.descriptorring;

import static lab.experiments.nic.descriptorring.RxProgram.BYTES;
import static lab.experiments.nic.descriptorring.RxProgram.CAME;
import static lab.experiments.nic.descriptorring.RxProgram.HEAD;
import static lab.experiments.nic.descriptorring.RxProgram.POSTED;
import static lab.experiments.nic.descriptorring.RxProgram.READ;
import static lab.experiments.nic.descriptorring.RxProgram.SEEN;
import static lab.experiments.nic.descriptorring.RxProgram.TAKEN;

import lab.explore.Action;
import lab.explore.Refusal;
import lab.memorymodel.ProgramState;

/** What the operations of {@link RxProgram} did, and why one is not possible. */
record RxWords(Setup setup, RxProgram ring) implements RingWords {

  @Override
  public String story(ProgramState before, Action action, ProgramState after) {
    int taken = TAKEN.in(before);
    int slot = slot(taken);
    int head = HEAD.in(before);
    return switch (RingWords.of(action)) {
      case "wire.frame" -> "Frame " + CAME.in(before) + " arrives at the NIC.";
      case "nic.write" ->
          "The NIC writes frame " + head + " into the buffer of slot " + slot(head) + ".";
      case "nic.done" -> "The NIC marks slot " + slot(head) + " done.";
      case "driver.reap" ->
          "The driver sees that slot "
              + slot
              + " is done"
              + (READ.isSet(before) ? handsUp(BYTES.in(before), taken) : "")
              + ".";
      case "driver.read" ->
          "The driver reads the buffer of slot "
              + slot
              + (SEEN.isSet(before)
                  ? handsUp(ring.payload.in(before, slot), taken) + "."
                  : ", before it looks at the status." + LOADS);
      default ->
          "The driver posts the buffer of slot "
              + slot(ring.tail(before))
              + " again: TAIL = "
              + slot(ring.tail(after))
              + ".";
    };
  }

  private static String handsUp(int bytes, int frame) {
    return bytes == frame + 1
        ? ", and hands up frame " + frame
        : ", and hands up other bytes than those of frame " + frame;
  }

  @Override
  public String why(ProgramState s, Refusal refusal) {
    return switch (RingWords.of(refusal.action())) {
      case "driver.reap" ->
          nothingLeft(s, SEEN.isSet(s) ? refusal.reason() : "slot " + next(s) + " is not done");
      case "driver.read" ->
          nothingLeft(
              s,
              READ.isSet(s)
                  ? refusal.reason()
                  : "the read barrier: slot " + next(s) + " was not seen to be done");
      case "nic.write" -> noBuffer(s);
      default -> refusal.reason();
    };
  }

  private String nothingLeft(ProgramState s, String otherwise) {
    if (TAKEN.in(s) == setup.frames()) {
      return "every frame is handed up";
    }
    return TAKEN.in(s) - POSTED.in(s) == setup.limit() ? "no buffer is posted" : otherwise;
  }

  private String noBuffer(ProgramState s) {
    if (HEAD.in(s) == CAME.in(s)) {
      return "no frame is waiting";
    }
    return setup.own()
        ? "no buffer: OWN of slot " + slot(HEAD.in(s)) + " is not set"
        : "no buffer: HEAD = TAIL";
  }

  private int next(ProgramState s) {
    return slot(TAKEN.in(s));
  }

  private int slot(int count) {
    return count % setup.slots();
  }
}
