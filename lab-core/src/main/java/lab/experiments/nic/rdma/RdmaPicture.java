package lab.experiments.nic.rdma;

import static lab.experiments.nic.rdma.RdmaProgram.APP;
import static lab.experiments.nic.rdma.RdmaProgram.NIC;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The registered buffer, the two queues between application and NIC, and what is on the wire. */
final class RdmaPicture {
  private final RdmaProgram.Use use;

  RdmaPicture(RdmaProgram.Use use) {
    this.use = use;
  }

  Stage of(ProgramState s) {
    return Stage.of(buffer(s), sends(s), completions(s), wire(s));
  }

  private Piece buffer(ProgramState s) {
    int held = s.cell(RdmaShared.BUFFER);
    int posted = s.register(APP, RdmaApp.TAIL);
    boolean device = posted != s.register(APP, RdmaApp.REAPED);
    boolean changed = false;
    int head = s.register(NIC, RdmaNic.HEAD);
    for (int i = 0; i < RdmaMachine.count(posted, head, use.depth()); i++) {
      changed |= (request(s, head + i) & RdmaShared.MESSAGE) != held;
    }
    Tone tone = changed ? Tone.WARN : device ? Tone.BUSY : Tone.A;
    return new Piece.Cells(
        "buffer",
        "registered buffer, pinned, the %s's now".formatted(device ? "NIC" : "application"),
        Piece.Cells.Form.ROW,
        0,
        List.of(
            new Piece.Cell(
                "message", "message " + RdmaMachine.message(held), tone, Optional.of("app.write"))),
        List.of());
  }

  private int request(ProgramState s, int index) {
    return s.cell(RdmaShared.REQUESTS + (index & use.depth() - 1));
  }

  private Piece sends(ProgramState s) {
    int tail = s.register(APP, RdmaApp.TAIL);
    int freed = use.early() ? s.cell(RdmaShared.DONE) : s.register(APP, RdmaApp.FREED);
    int head = s.register(NIC, RdmaNic.HEAD);
    int waiting = RdmaMachine.count(tail, head, use.depth());
    int outstanding = RdmaMachine.count(tail, freed, use.depth());
    List<Piece.Cell> cells = new ArrayList<>();
    for (int slot = 0; slot < use.depth(); slot++) {
      int ahead = slot - head & use.depth() - 1;
      int since = slot - freed & use.depth() - 1;
      int request = request(s, slot);
      String text =
          RdmaMachine.message(request & RdmaShared.MESSAGE)
              + ((request & RdmaShared.SIGNALED) != 0 ? " signaled" : " silent");
      String mistake = RdmaShared.KINDS.get(request / 8 & 3);
      boolean posted = ahead < waiting;
      boolean held = since < outstanding;
      cells.add(
          Piece.Cell.of(
              "sq" + slot,
              posted ? (text + " " + mistake).strip() : held ? "done" : "free",
              posted ? (mistake.isEmpty() ? Tone.BUSY : Tone.BAD) : held ? Tone.B : Tone.IDLE));
    }
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("tail", "tail", "sq" + (tail & use.depth() - 1), Tone.A),
            new Piece.Mark("head", "head", "sq" + (head & use.depth() - 1), Tone.B));
    String title = "send queue, %d of %d outstanding".formatted(outstanding, use.depth());
    return new Piece.Cells("sq", title, Piece.Cells.Form.ROW, 0, cells, marks);
  }

  private Piece completions(ProgramState s) {
    int polled = s.register(APP, RdmaApp.POLLED);
    int written = s.register(NIC, RdmaNic.WRITTEN);
    int waiting = RdmaMachine.count(written, polled, use.entries());
    boolean overrun = s.register(NIC, RdmaNic.OVERRUN) != 0;
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < use.entries(); i++) {
      boolean here = (i - polled & use.entries() - 1) < waiting;
      int status = s.cell(RdmaShared.entry(use) + i) / RdmaShared.ONE_STATUS;
      Tone tone = overrun ? Tone.BAD : !here ? Tone.IDLE : status == 0 ? Tone.OK : Tone.BAD;
      Optional<String> reap = here ? Optional.of("app.reap") : Optional.empty();
      cells.add(new Piece.Cell("cq" + i, here ? RdmaMachine.status(status) : "·", tone, reap));
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
            wire == 0 ? "-" : RdmaMachine.message(RdmaNic.atPost(s))));
    rows.add(
        Piece.Row.of(
            "wire",
            differs ? Tone.BAD : wire == 0 ? Tone.IDLE : Tone.OK,
            "",
            "on the wire",
            wire == 0 ? "quiet" : RdmaMachine.message(wire)));
    rows.add(
        Piece.Row.of("copies", Tone.IDLE, "", "copies, system calls", "0, 0 on the data path"));
    if (use.mistakes()) {
      int state = s.cell(RdmaShared.STATE);
      Tone tone =
          state == RdmaShared.RTS ? Tone.OK : state == RdmaShared.ERR ? Tone.BAD : Tone.WARN;
      rows.add(Piece.Row.of("state", tone, "", "queue pair", RdmaShared.STATES.get(state)));
      boolean receive = s.cell(RdmaShared.RECEIVES) != 0;
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
