package lab.experiments.nic.rdma;

import lab.explore.Action;
import lab.memorymodel.ProgramState;

/** Tells whole operations in the words of queue pairs, and why one is not possible yet. */
final class RdmaStory {
  private final RdmaMemory memory;

  RdmaStory(RdmaMemory memory) {
    this.memory = memory;
  }

  static String message(int bytes) {
    return bytes == 0 ? "nothing" : bytes == 1 ? "A" : "B";
  }

  String of(ProgramState before, Action action, ProgramState after) {
    String what = action.actor() + "." + action.verb();
    if (before.equals(after)) {
      return notYet(what);
    }
    return switch (what) {
      case "app.post" -> posts(before, action.arg(), after);
      case "app.write" -> writes(before, after);
      case "app.reap" -> reaps(after);
      case "app.modify" ->
          "The application moves the queue pair to "
              + action.arg()
              + (action.arg().equals("RESET") ? ": what was posted is forgotten." : ".");
      case "peer.receive" -> "The peer posts a receive.";
      default -> does(before, after);
    };
  }

  /** What a single access of the NIC comes to, where its own words do not say. */
  String ofAccess(Action action, ProgramState after) {
    return switch (action.actor() + "." + action.verb()) {
      case "nic.request" ->
          (RdmaNic.REQUEST.in(after) & RdmaMemory.MESSAGE) != 0
              ? ""
              : memory.use.early()
                  ? " The request is empty."
                  : " The request is empty, so nobody will be told of it: its slot stays taken"
                      + " until a later request completes, for ever if none does.";
      case "nic.dma" ->
          !RdmaMachine.wireDiffers(after)
              ? ""
              : RdmaNic.atPost(after) == 0
                  ? " It follows an empty request, so these are not the bytes of one that was"
                      + " posted."
                  : " The request was posted when the buffer held " + RdmaNic.atPost(after) + ".";
      default -> "";
    };
  }

  private static String notYet(String what) {
    return switch (what) {
      case "app.post" -> "the send queue is full";
      case "app.reap" -> "the completion queue is empty";
      case "app.modify" -> "the NIC has not seen the reset yet";
      case "peer.receive" -> "its receive is still there";
      default -> "nothing is posted: HEAD = TAIL";
    };
  }

  private String posts(ProgramState before, String mistake, ProgramState after) {
    int slot = RdmaApp.TAIL.in(before) & memory.use.depth() - 1;
    int request = memory.requests.in(after, slot);
    String signaled = (request & RdmaMemory.SIGNALED) != 0 ? "signaled" : "unsignaled";
    String how =
        switch (mistake) {
          case "local-key" -> " with a wrong local key";
          case "remote-key" -> " with a wrong remote key";
          case "needs-receive" -> " that needs a receive of the peer";
          default -> "";
        };
    String ever =
        waitsForEver(after)
            ? " The queue is full of requests that nobody will complete: the application waits"
                + " for a slot for ever."
            : "";
    return "The application posts a request"
        + how
        + ", "
        + signaled
        + ", into slot "
        + slot
        + " and rings the doorbell: the buffer holds "
        + message(memory.buffer.in(before))
        + "."
        + ever;
  }

  /** Full, and neither a completion waits nor a request that will have one. */
  private boolean waitsForEver(ProgramState s) {
    boolean silent = RdmaNic.WRITTEN.in(s) == RdmaApp.POLLED.in(s);
    for (int slot = 0; slot < memory.use.depth(); slot++) {
      silent &= (memory.requests.in(s, slot) & RdmaMemory.SIGNALED) == 0;
    }
    return silent
        && !memory.use.early()
        && !memory.use.mistakes()
        && memory.outstanding(s) == memory.use.depth();
  }

  private String writes(ProgramState before, ProgramState after) {
    boolean early = RdmaApp.TAIL.in(before) != RdmaApp.REAPED.in(before);
    return "The application writes "
        + message(memory.buffer.in(after))
        + " into the buffer"
        + (early ? ", though it has not seen the completion of what it posted." : ".");
  }

  private static String reaps(ProgramState after) {
    return "The application reaps a completion: "
        + RdmaNic.statusName(RdmaApp.COMPLETION.in(after) / RdmaMemory.ONE_STATUS)
        + (RdmaApp.KNOWN.in(after) == RdmaMemory.ERR
            ? ". The queue pair is in ERR."
            : ". The request, and all before it, are done.");
  }

  private String does(ProgramState before, ProgramState after) {
    if (memory.use.mistakes() && memory.state.in(before) == RdmaMemory.RESETTING) {
      return "The NIC sees the reset and drops what was posted.";
    }
    int tries = RdmaNic.TRIES.in(after);
    if (tries > RdmaNic.TRIES.in(before)) {
      return "The peer has no receive posted: RNR, the NIC waits and will ask again (try "
          + tries
          + " of "
          + (RdmaNic.RNR_RETRY + 1)
          + ").";
    }
    boolean told = RdmaNic.WRITTEN.in(after) != RdmaNic.WRITTEN.in(before);
    String end =
        RdmaNic.OVERRUN.isSet(after)
            ? "; the completion queue is full: it is overrun, and nothing will ever complete again"
            : told ? ", and writes a completion" : ", and tells nobody";
    if (RdmaNic.STATUS.isSet(after)) {
      return "The NIC reads nothing: "
          + RdmaNic.statusName(RdmaNic.STATUS.in(after))
          + ", the queue pair is in ERR"
          + end
          + ".";
    }
    int wire = RdmaNic.wire(after);
    int post = RdmaNic.atPost(after);
    String differs = wire == post ? "" : ", but what was posted is " + message(post);
    return "The NIC reads the buffer, " + message(wire) + " leaves" + differs + end + ".";
  }
}
