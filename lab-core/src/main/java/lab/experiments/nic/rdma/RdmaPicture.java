package lab.experiments.nic.rdma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The registered buffer, the two queues between application and NIC, and what is on the wire. */
final class RdmaPicture {
  private final RdmaMemory memory;
  private final RdmaProgram.Use use;

  RdmaPicture(RdmaProgram.Use use) {
    this.use = use;
    memory = new RdmaMemory(use);
  }

  Stage of(ProgramState s) {
    return Stage.of(buffer(s), sends(s), completions(s), wire(s));
  }

  private Piece buffer(ProgramState s) {
    int held = memory.buffer.in(s);
    int posted = RdmaApp.TAIL.in(s);
    boolean device = posted != RdmaApp.REAPED.in(s);
    boolean changed = false;
    int head = RdmaNic.HEAD.in(s);
    for (int i = 0; i < RdmaMemory.count(posted, head, use.depth()); i++) {
      changed |= (request(s, head + i) & RdmaMemory.MESSAGE) != held;
    }
    Tone tone = changed ? Tone.WARN : device ? Tone.BUSY : Tone.A;
    return new Piece.Cells(
        "registered",
        "registered buffer, pinned, the %s's now".formatted(device ? "NIC" : "application"),
        Piece.Cells.Form.ROW,
        0,
        List.of(
            Piece.Cell.of("message", "message " + RdmaStory.message(held), tone)
                .doing("app.write")),
        List.of());
  }

  private int request(ProgramState s, int index) {
    return memory.requests.in(s, index & use.depth() - 1);
  }

  private Piece sends(ProgramState s) {
    int tail = RdmaApp.TAIL.in(s);
    int head = RdmaNic.HEAD.in(s);
    int waiting = RdmaMemory.count(tail, head, use.depth());
    int outstanding = memory.outstanding(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < use.depth(); slot++) {
      int ahead = slot - head & use.depth() - 1;
      int back = tail - 1 - slot & use.depth() - 1;
      int request = request(s, slot);
      String text =
          RdmaStory.message(request & RdmaMemory.MESSAGE)
              + ((request & RdmaMemory.SIGNALED) != 0 ? " signaled" : " silent");
      String mistake = RdmaMemory.KINDS.get(request / 8 & 3);
      boolean posted = ahead < waiting;
      boolean held = back < outstanding;
      cells.add(
          Piece.Cell.of(
              "sq" + slot,
              posted ? (text + " " + mistake).strip() : held ? "done" : "free",
              posted ? (mistake.isEmpty() ? Tone.BUSY : Tone.BAD) : held ? Tone.B : Tone.IDLE));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("tail", "TAIL", "sq" + (tail & use.depth() - 1), Tone.A),
            new Piece.Mark("head", "HEAD", "sq" + (head & use.depth() - 1), Tone.B));
    String title =
        "send queue, %d of %d outstanding; TAIL: next of the app, HEAD: next of the NIC"
            .formatted(outstanding, use.depth());
    return new Piece.Cells("sq", title, Piece.Cells.Form.ROW, 0, cells, marks);
  }

  private Piece completions(ProgramState s) {
    int polled = RdmaApp.POLLED.in(s);
    int written = RdmaNic.WRITTEN.in(s);
    int waiting = RdmaMemory.count(written, polled, use.entries());
    boolean overrun = RdmaNic.OVERRUN.isSet(s);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < use.entries(); i++) {
      boolean here = (i - polled & use.entries() - 1) < waiting;
      int status = memory.entries.in(s, i) / RdmaMemory.ONE_STATUS;
      Tone tone = overrun ? Tone.BAD : !here ? Tone.IDLE : status == 0 ? Tone.OK : Tone.BAD;
      Optional<String> reap = here ? Optional.of("app.reap") : Optional.empty();
      cells.add(Piece.Cell.of("cq" + i, here ? RdmaNic.statusName(status) : "·", tone).doing(reap));
    }
    String title =
        "completion queue, %d of %d%s"
            .formatted(waiting, use.entries(), overrun ? ", overrun and dead" : "");
    return new Piece.Cells(
        "cq", title, Piece.Cells.Form.GRID, Math.min(use.entries(), 2), cells, List.of());
  }

  private Piece wire(ProgramState s) {
    List<Piece.Row> rows = new ArrayList<>();
    int wire = RdmaNic.wire(s);
    boolean differs = RdmaMachine.wireDiffers(s);
    rows.add(
        Piece.Row.of(
            "post",
            Tone.IDLE,
            "",
            "held at post",
            wire == 0
                ? "-"
                : RdmaNic.atPost(s) == 0 ? "empty request" : RdmaStory.message(RdmaNic.atPost(s))));
    rows.add(
        Piece.Row.of(
            "wire",
            differs ? Tone.BAD : wire == 0 ? Tone.IDLE : Tone.OK,
            "",
            "on the wire",
            wire == 0 ? "quiet" : RdmaStory.message(wire)));
    rows.add(Piece.Row.of("copies", Tone.IDLE, "", "copies by a CPU, system calls", "0, 0"));
    if (use.mistakes()) {
      int state = memory.state.in(s);
      Tone tone =
          state == RdmaMemory.RTS ? Tone.OK : state == RdmaMemory.ERR ? Tone.BAD : Tone.WARN;
      rows.add(Piece.Row.of("state", tone, "", "queue pair", RdmaMemory.STATES.get(state)));
      boolean receive = memory.receives.in(s) != 0;
      rows.add(
          Piece.Row.of(
              "peer",
              receive ? Tone.OK : Tone.WARN,
              "",
              "peer",
              receive ? "has a receive posted" : "no receive posted"));
    }
    return new Piece.Table("wire", "", List.of("", "message"), rows);
  }
}
