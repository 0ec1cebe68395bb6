package lab.experiments.nic.busypoll;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.busypoll.Setup.Waiting;
import lab.stage.Piece;
import lab.stage.Tone;

/** The stages of the first packet's way up, those that its receiver was spared struck out. */
record BusyPollStages(Setup setup) {
  Piece of(BusyPollState s) {
    List<Piece.Segment> segments = new ArrayList<>();
    int whole = 0;
    for (WayUp.Stage stage : WayUp.Stage.values()) {
      boolean removed = !s.first().passed(stage) && spared(s, stage);
      whole += removed ? 0 : stage.nanos;
      segments.add(
          new Piece.Segment(
              stage.name(),
              stage.label,
              stage.nanos,
              s.first().passed(stage) ? Tone.OK : Tone.IDLE,
              removed));
    }
    return new Piece.Segments(
        "stages",
        "the first packet, %d of %d ns so far (the page's numbers, for illustration)"
            .formatted(s.first().nanos(), whole),
        "ns",
        List.of(new Piece.Bar("path", "stages", segments)));
  }

  /** A poller is never spoken to by interrupts; others may be spared what they did not need. */
  private boolean spared(BusyPollState s, WayUp.Stage stage) {
    return stage.wakes()
        && (setup.waiting() == Waiting.POLL || s.first().passed(WayUp.Stage.DELIVER));
  }
}
