package lab.experiments.nic.rdma;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Application, NIC and wire, and the two queues between the first two. What moves is a request, a
 * message and a completion; a request and its completion are called after the slot.
 */
final class RdmaPicture {
  private final RdmaMemory memory;
  private final RdmaProgram.Use use;
  private final RdmaRequests requests;
  private final RdmaCompletions completions;

  RdmaPicture(RdmaProgram.Use use) {
    this.use = use;
    memory = new RdmaMemory(use);
    requests = new RdmaRequests(memory);
    completions = new RdmaCompletions(memory);
  }

  Stage of(ProgramState s) {
    List<Piece> pieces =
        new ArrayList<>(
            List.of(
                buffer(s),
                row("reaped", completions.reaped(s)),
                requests.sends(s),
                row("request", requests.atNic(s)),
                row("wire", wire(s)),
                completions.queue(s)));
    if (use.mistakes()) {
      pieces.add(row("pair", state(s)));
      pieces.add(row("receive", receive(s)));
    }
    return new Stage(pieces).in(board());
  }

  private Place[] board() {
    List<Place> places = new ArrayList<>();
    String[] app = {"registered", "reaped", "app", "app.buffer"};
    places.add(Place.at(0, "app", Tone.A, app).called("the application"));
    places.add(Place.at(1, "the send queue", Tone.IDLE, "sq"));
    String[] nic = {"pair", "request", "nic", "nic.buffer"};
    places.add(Place.at(2, "nic", Tone.B, nic).called("the NIC"));
    places.add(Place.at(3, "the wire", Tone.BUSY, "wire"));
    places.add(Place.at(1, "the completion queue", Tone.IDLE, "cq").below(1));
    if (use.mistakes()) {
      String[] peer = {"receive", "peer", "peer.buffer"};
      places.add(Place.at(3, "peer", Tone.IDLE, peer).called("the peer").below(1));
    }
    return places.toArray(Place[]::new);
  }

  private static Piece row(String key, Piece.Cell cell) {
    return new Piece.Cells(key, "", Piece.Cells.Form.ROW, 0, List.of(cell), List.of());
  }

  /** What is in the registered buffer, and whose it is. */
  private Piece buffer(ProgramState s) {
    int held = memory.buffer.in(s);
    boolean device = !RdmaApp.isDone(s);
    Tone tone = requests.heldOther(s) ? Tone.WARN : device ? Tone.BUSY : Tone.A;
    String message = "message " + RdmaStory.message(held);
    List<Piece.Cell> cells =
        List.of(
            Piece.Cell.of("message", message, tone).doing("app.write").holding(message),
            Piece.Cell.of("owner", device ? "the NIC's" : "its own", device ? Tone.B : Tone.A));
    String title = "registered buffer";
    return new Piece.Cells("registered", title, Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private static Piece.Cell wire(ProgramState s) {
    int wire = RdmaNic.wire(s);
    if (wire == 0) {
      return Piece.Cell.of("bytes", "quiet", Tone.IDLE);
    }
    String message = "message " + RdmaStory.message(wire);
    Tone tone = RdmaMachine.wireDiffers(s) ? Tone.BAD : Tone.OK;
    return Piece.Cell.of("bytes", message, tone).holding(message);
  }

  private Piece.Cell state(ProgramState s) {
    int state = memory.state.in(s);
    Tone tone = state == RdmaMemory.RTS ? Tone.OK : state == RdmaMemory.ERR ? Tone.BAD : Tone.WARN;
    return Piece.Cell.of("state", "pair in " + RdmaMemory.STATES.get(state), tone);
  }

  private Piece.Cell receive(ProgramState s) {
    return memory.receives.in(s) == 0
        ? Piece.Cell.of("receive", "no receive", Tone.WARN).doing("peer.receive")
        : Piece.Cell.of("receive", "a receive", Tone.OK).holding("a receive");
  }
}
