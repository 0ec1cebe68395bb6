package lab.experiments.nic.descriptorring;

import static lab.experiments.nic.descriptorring.TxProgram.ADDRESS;
import static lab.experiments.nic.descriptorring.TxProgram.ARRIVED;
import static lab.experiments.nic.descriptorring.TxProgram.HALF;
import static lab.experiments.nic.descriptorring.TxProgram.HEAD;
import static lab.experiments.nic.descriptorring.TxProgram.LENGTH;
import static lab.experiments.nic.descriptorring.TxProgram.POSTED;
import static lab.experiments.nic.descriptorring.TxProgram.REAPED;
import static lab.experiments.nic.descriptorring.TxProgram.RUNG;
import static lab.experiments.nic.descriptorring.TxProgram.SHOWN;

import lab.explore.Action;
import lab.explore.Refusal;
import lab.memorymodel.ProgramState;

/** What the operations of {@link TxProgram} did, and why one is not possible. */
record TxWords(Setup setup, TxProgram ring) implements RingWords {

  @Override
  public String story(ProgramState before, Action action, ProgramState after) {
    return switch (RingWords.of(action)) {
      case "driver.post" -> posts(before);
      case "driver.doorbell" ->
          "The driver writes the doorbell: TAIL = "
              + slot(RUNG.in(after))
              + (setup.barrier() ? ", with every descriptor visible before it." : ".");
      case "driver.reap" -> reaps(REAPED.in(before));
      case "bus.descriptor" ->
          action.arg().equals("own")
              ? "The OWN word of descriptor "
                  + SHOWN.in(before)
                  + " becomes visible"
                  + (HALF.isSet(before) ? "." : ", and its address is not." + STORES)
              : "The " + action.arg() + " of descriptor " + SHOWN.in(before) + " becomes visible.";
      case "bus.doorbell" -> arrives(before, ARRIVED.in(after));
      case "nic.fetch" -> fetches(before, after);
      default -> completes(before);
    };
  }

  private String posts(ProgramState before) {
    int frame = POSTED.in(before);
    boolean stolen = frame - HEAD.in(before) >= setup.slots();
    return "The driver writes frame "
        + frame
        + " and its descriptor into slot "
        + slot(frame)
        + (stolen
            ? ", which the NIC has not finished with."
            : "; the descriptor is in the write buffer.");
  }

  private String reaps(int frame) {
    return setup.fault() == Setup.Fault.REUSE_EARLY
        ? "The driver takes slot "
            + slot(frame)
            + " and the buffer of frame "
            + frame
            + " back without a look at its status."
        : "The driver sees that slot " + slot(frame) + " is done and reaps frame " + frame + ".";
  }

  private String arrives(ProgramState before, int tail) {
    String told = "The doorbell arrives: the NIC knows TAIL = " + slot(tail);
    int shown = SHOWN.in(before);
    return shown < tail
        ? told + ", and descriptor " + shown + " is not all visible." + STORES
        : told + ".";
  }

  private String fetches(ProgramState before, ProgramState after) {
    int head = HEAD.in(before);
    int length = LENGTH.in(after);
    int address = ADDRESS.in(after);
    if (length == 0 && setup.own()) {
      return "The NIC looks at slot "
          + slot(head)
          + ": OWN is not set, so it sleeps until the next doorbell.";
    }
    String found =
        length == head + 1
            ? address == head + 1
                ? "the whole descriptor of frame " + head
                : "half a descriptor, the new length and the old address"
            : address == head + 1
                ? "half a descriptor, the new address and the old length"
                : "the slot as it was before the driver wrote it";
    boolean waits = length == 0 && setup.fault() != Setup.Fault.REUSE_EARLY;
    return "The NIC fetches slot "
        + slot(head)
        + ": "
        + found
        + (waits
            ? ". It will find length 0 and skip it, and the driver wait for this slot for ever."
            : ".");
  }

  private String completes(ProgramState before) {
    int head = HEAD.in(before);
    int length = LENGTH.in(before);
    int address = ADDRESS.in(before);
    if (length == 0) {
      return "The NIC finds length 0, sends nothing and moves on: frame "
          + head
          + " is lost, and slot "
          + slot(head)
          + " not marked done.";
    }
    int bytes = address == 0 ? 0 : ring.payload.in(before, slot(address - 1));
    String sent =
        bytes == head + 1 && length == head + 1
            ? "The NIC sends frame " + head
            : "The NIC sends other bytes than those of frame " + head;
    return setup.fault() == Setup.Fault.NO_RS
        ? sent + "; without RS it does not mark slot " + slot(head) + " done."
        : sent + " and marks slot " + slot(head) + " done.";
  }

  @Override
  public String why(ProgramState s, Refusal refusal) {
    return switch (RingWords.of(refusal.action())) {
      case "driver.post" ->
          POSTED.in(s) == setup.frames() ? "every frame is posted" : refusal.reason();
      case "driver.doorbell" ->
          RUNG.in(s) < POSTED.in(s)
              ? "the write barrier: descriptor " + SHOWN.in(s) + " is not visible"
              : refusal.reason();
      case "driver.reap" ->
          REAPED.in(s) < POSTED.in(s)
              ? "slot " + slot(REAPED.in(s)) + " is not done"
              : refusal.reason();
      case "bus.descriptor" ->
          SHOWN.in(s) == POSTED.in(s) ? "the write buffer is empty" : refusal.reason();
      case "bus.doorbell" -> "no doorbell is on its way";
      case "nic.fetch" -> nothingToFetch(s);
      default -> refusal.reason();
    };
  }

  private String nothingToFetch(ProgramState s) {
    if (!setup.own()) {
      return "nothing to fetch: HEAD = TAIL";
    }
    int slot = slot(HEAD.in(s));
    return ring.length.in(s, slot) == 0
        ? "nothing to fetch: OWN of slot " + slot + " is not set"
        : "the NIC sleeps: no doorbell has come since OWN of slot " + slot + " was set";
  }

  private int slot(int count) {
    return count % setup.slots();
  }
}
