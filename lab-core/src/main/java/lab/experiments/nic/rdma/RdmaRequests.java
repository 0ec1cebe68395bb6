package lab.experiments.nic.rdma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** Where each request is; one is called after its slot. */
record RdmaRequests(RdmaMemory memory) {

  private int request(ProgramState s, int index) {
    return memory.requests.in(s, slot(index));
  }

  private int slot(int index) {
    return index & memory.use.depth() - 1;
  }

  /** Posted, or done and not freed yet, or free. */
  Piece sends(ProgramState s) {
    int tail = RdmaApp.TAIL.in(s);
    int outstanding = memory.outstanding(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < memory.use.depth(); slot++) {
      if (isPosted(s, slot)) {
        cells.add(posted(s, slot));
      } else if (slot(tail - 1 - slot) < outstanding) {
        cells.add(Piece.Cell.of("sq" + slot, "done", Tone.B));
      } else {
        boolean next = slot == slot(tail);
        Optional<String> post = next ? Optional.of("app.post") : Optional.empty();
        cells.add(Piece.Cell.of("sq" + slot, "free", Tone.IDLE).doing(post));
      }
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("tail", "TAIL", "sq" + slot(tail), Tone.A),
            new Piece.Mark("head", "HEAD", "sq" + slot(RdmaNic.HEAD.in(s)), Tone.B));
    return new Piece.Cells("sq", "", Piece.Cells.Form.GRID, 2, cells, marks);
  }

  private boolean isPosted(ProgramState s, int slot) {
    int head = RdmaNic.HEAD.in(s);
    return slot(slot - head) < RdmaMemory.count(RdmaApp.TAIL.in(s), head, memory.use.depth());
  }

  private Piece.Cell posted(ProgramState s, int slot) {
    int request = request(s, slot);
    if (request == 0) {
      return Piece.Cell.of("sq" + slot, "unwritten", Tone.WARN);
    }
    String mistake = RdmaMemory.KINDS.get(request / RdmaMemory.ONE_KIND & 3);
    String signaled = (request & RdmaMemory.SIGNALED) != 0 ? " signaled" : " silent";
    String text = RdmaStory.message(request & RdmaMemory.MESSAGE) + signaled;
    boolean good = mistake.isEmpty();
    return Piece.Cell.of(
            "sq" + slot, good ? text : text + " " + mistake, good ? Tone.BUSY : Tone.BAD)
        .holding("request " + slot);
  }

  /** The request that the NIC does, or did last, as long as its slot is not posted again. */
  Piece.Cell atNic(ProgramState s) {
    int now = RdmaNic.REQUEST.in(s);
    boolean busy = now != 0 && !(memory.use.early() && memory.done.in(s) != RdmaNic.HEAD.in(s));
    int slot = slot(RdmaNic.HEAD.in(s) - (busy ? 0 : 1));
    int post = busy ? now & RdmaMemory.MESSAGE : RdmaNic.atPost(s);
    boolean did = (post != 0 || RdmaNic.STATUS.isSet(s)) && !isPosted(s, slot);
    if (!busy && post == 0 && RdmaNic.wire(s) != 0) {
      return Piece.Cell.of("request", "empty request", Tone.BAD);
    }
    if (!busy && !did) {
      return Piece.Cell.of("request", "no request", Tone.IDLE).doing("nic.dma");
    }
    String of = post == 0 ? "" : " of message " + RdmaStory.message(post);
    return Piece.Cell.of("request", "request " + slot + of, Tone.B)
        .doing("nic.dma")
        .holding("request " + slot);
  }

  /** Whether a request that waits was posted when the buffer held something else. */
  boolean heldOther(ProgramState s) {
    int head = RdmaNic.HEAD.in(s);
    boolean other = false;
    for (int i = 0; i < RdmaMemory.count(RdmaApp.TAIL.in(s), head, memory.use.depth()); i++) {
      other |= (request(s, head + i) & RdmaMemory.MESSAGE) != memory.buffer.in(s);
    }
    return other;
  }
}
