package lab.experiments.nic.descriptorring;

import lab.explore.Action;
import lab.memorymodel.ProgramState;

/** What whole operations did, in the words of drivers. Frames and slots are counted from 0. */
final class RingStory {
  private final Setup setup;

  RingStory(Setup setup) {
    this.setup = setup;
  }

  String of(ProgramState before, Action action, ProgramState after) {
    return setup.transmit() ? sends(before, action, after) : receives(before, action, after);
  }

  private String sends(ProgramState before, Action action, ProgramState after) {
    return switch (action.actor() + "." + action.verb()) {
      case "d.post" -> posts(before, after);
      case "d.doorbell" ->
          "The driver writes the doorbell: tail = %d%s."
              .formatted(
                  after.register(TxProgram.D, TxProgram.RUNG) % setup.slots(),
                  setup.barrier() ? ", with every descriptor visible before it" : "");
      case "d.reap" ->
          setup.fault() == Setup.Fault.REUSE_EARLY
              ? "The driver takes the slot and the buffer of frame %d back without a look at DD."
                  .formatted(before.register(TxProgram.D, TxProgram.REAPED))
              : "The driver sees DD and reaps frame %d."
                  .formatted(before.register(TxProgram.D, TxProgram.REAPED));
      case "bus.desc" ->
          "The %s of descriptor %d becomes visible."
              .formatted(
                  action.arg().equals("addr")
                      ? "address"
                      : action.arg().equals("own") ? "OWN word" : "length",
                  before.register(TxProgram.BUS, TxProgram.SHOWN));
      case "bus.bell" ->
          "The doorbell arrives at the NIC: its tail register is %d."
              .formatted(after.register(TxProgram.BUS, TxProgram.BELL) % setup.slots());
      case "n.fetch" -> fetches(before, after);
      default -> completes(before, after);
    };
  }

  private String posts(ProgramState before, ProgramState after) {
    int frame = before.register(TxProgram.D, TxProgram.POSTED);
    boolean stolen =
        after.register(TxProgram.D, TxProgram.STOLEN)
            > before.register(TxProgram.D, TxProgram.STOLEN);
    return "The driver writes frame %d and its descriptor into slot %d%s."
        .formatted(
            frame,
            frame % setup.slots(),
            stolen
                ? ", which the NIC has not finished with"
                : "; the descriptor is in the write buffer");
  }

  private String fetches(ProgramState before, ProgramState after) {
    int head = before.register(TxProgram.N, TxProgram.HEAD);
    int length = after.register(TxProgram.N, TxProgram.LEN);
    int address = after.register(TxProgram.N, TxProgram.ADDR);
    String start = "The NIC fetches slot %d".formatted(head % setup.slots());
    if (length == 0 && setup.own()) {
      return start + ": not its own yet, so it sleeps until the next doorbell.";
    }
    if (length == head + 1 && address == head + 1) {
      return start + ": the whole descriptor of frame %d.".formatted(head);
    }
    if (length == head + 1) {
      return start + ": half a descriptor, the new length and the old address.";
    }
    return start
        + (address == head + 1
            ? ": half a descriptor, the new address and the old length."
            : ": the slot as it was before the driver wrote it.");
  }

  private String completes(ProgramState before, ProgramState after) {
    int head = before.register(TxProgram.N, TxProgram.HEAD);
    if (before.register(TxProgram.N, TxProgram.LEN) == 0) {
      return "The NIC finds length 0, sends nothing and moves on: frame %d is lost, without DD."
          .formatted(head);
    }
    boolean wrong =
        after.register(TxProgram.N, TxProgram.WRONG)
            > before.register(TxProgram.N, TxProgram.WRONG);
    String sent =
        wrong
            ? "The NIC sends other bytes than those of frame %d".formatted(head)
            : "The NIC sends frame %d".formatted(head);
    return sent
        + (setup.fault() == Setup.Fault.NO_RS
            ? "; without RS it writes no DD."
            : " and writes DD.");
  }

  private String receives(ProgramState before, Action action, ProgramState after) {
    int taken = before.register(RxProgram.D, RxProgram.TAKEN);
    return switch (action.actor() + "." + action.verb()) {
      case "w.frame" ->
          "Frame %d arrives at the NIC.".formatted(before.register(RxProgram.W, RxProgram.COUNT));
      case "n.write" ->
          "The NIC writes frame %d into the buffer of slot %d."
              .formatted(head(before), head(before) % setup.slots());
      case "n.dd" ->
          "The NIC writes the status of slot %d, with DD.".formatted(head(before) % setup.slots());
      case "d.reap" ->
          "The driver sees DD in slot %d%s."
              .formatted(taken % setup.slots(), handsUp(before, after, taken));
      case "d.read" ->
          "The driver reads the buffer of slot %d%s%s."
              .formatted(
                  taken % setup.slots(),
                  before.register(RxProgram.D, RxProgram.SEEN) == 0
                      ? ", before it looks at DD"
                      : "",
                  handsUp(before, after, taken));
      default ->
          "The driver posts a buffer again: tail = %d."
              .formatted(
                  (after.register(RxProgram.D, RxProgram.POSTED) + setup.limit()) % setup.slots());
    };
  }

  private static int head(ProgramState s) {
    return s.register(RxProgram.N, RxProgram.COUNT);
  }

  private static String handsUp(ProgramState before, ProgramState after, int taken) {
    if (after.register(RxProgram.D, RxProgram.TAKEN) == taken) {
      return "";
    }
    boolean wrong =
        after.register(RxProgram.D, RxProgram.WRONG)
            > before.register(RxProgram.D, RxProgram.WRONG);
    return wrong
        ? ", and hands up other bytes than those of frame %d".formatted(taken)
        : ", and hands up frame %d".formatted(taken);
  }
}
