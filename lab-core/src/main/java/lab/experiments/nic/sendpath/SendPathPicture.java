package lab.experiments.nic.sendpath;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.sendpath.SendPathMachine.Sent;
import lab.experiments.nic.sendpath.SendPathMachine.State;
import lab.experiments.nic.sendpath.Techniques.Technique;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Application, NIC and wire, and below them what the way from one to the other costs now. */
final class SendPathPicture {
  private static final String FRAME = "the frame";

  private final SendPathMachine machine;

  SendPathPicture(SendPathMachine machine) {
    this.machine = machine;
  }

  Stage of(State s) {
    SendPathCosts costs = new SendPathCosts(machine, machine.route(s));
    return Stage.of(application(s), queue(s), wire(s), costs.figures(), costs.path())
        .in(
            Place.at(0, "the application", Tone.A, "application"),
            Place.at(1, "the NIC", Tone.BUSY, "queue"),
            Place.at(2, "the wire", Tone.IDLE, "wire"));
  }

  /** What can be set up, and the first frame until it is sent. */
  private static Piece application(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (Technique technique : Technique.values()) {
      boolean on = s.on().has(technique);
      String label = technique.word + (on ? " on" : " off");
      cells.add(
          Piece.Cell.of(technique.word, label, on ? Tone.OK : Tone.IDLE)
              .doing(SendPathMachine.toggle(technique).toString()));
    }
    Piece.Cell frame =
        s.sent() == Sent.NOTHING
            ? Piece.Cell.of("frame", "frame", Tone.A).holding(FRAME)
            : Piece.Cell.of("frame", "next frame", Tone.IDLE);
    cells.add(frame.doing(SendPathMachine.SEND.toString()));
    return row("application", "", cells);
  }

  /** Sends that the NIC has not finished; it finishes the oldest, which is the first. */
  private static Piece queue(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < SendPathMachine.QUEUE; i++) {
      boolean used = i < s.queue();
      Piece.Cell cell = Piece.Cell.of("q" + i, used ? "sent" : "·", used ? Tone.BUSY : Tone.IDLE);
      cells.add(i == 0 ? cell.doing(SendPathMachine.COMPLETE.toString()) : cell);
    }
    return row("queue", "queue", cells);
  }

  /** The last frame sent: how it went, and what is wrong with it. */
  private Piece wire(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (s.sent() == Sent.NOTHING) {
      cells.add(Piece.Cell.of("last", "quiet", Tone.IDLE));
    } else {
      Tone tone = machine.overBudget(s) ? Tone.BAD : Tone.OK;
      String took = s.last().word + ", " + machine.total(s.last()) + " ns";
      cells.add(Piece.Cell.of("last", took, tone).holding(FRAME));
    }
    if (s.sent() == Sent.FELL_BACK) {
      cells.add(Piece.Cell.of("fell", "fell back", Tone.WARN));
    }
    if (machine.checksumMissing(s)) {
      cells.add(Piece.Cell.of("checksum", "no checksum", Tone.BAD));
    }
    return row("wire", "", cells);
  }

  private static Piece row(String key, String title, List<Piece.Cell> cells) {
    return new Piece.Cells(key, title, Piece.Cells.Form.ROW, 0, cells, List.of());
  }
}
