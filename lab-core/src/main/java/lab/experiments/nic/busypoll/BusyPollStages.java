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
    for (WayUp.Stage stage : WayUp.Stage.values()) {
      boolean passed = s.first().passed(stage);
      Tone tone = passed ? Tone.OK : Tone.IDLE;
      segments.add(
          new Piece.Segment(
              stage.name(), stage.label, stage.nanos, tone, !passed && spared(s, stage)));
    }
    return new Piece.Segments(
        "stages", "", "ns", List.of(new Piece.Bar("path", "stages", segments)));
  }

  /** How long the first packet has taken. */
  Piece sum(BusyPollState s) {
    int nanos = s.first().nanos();
    return new Piece.Figures(
        "sum",
        "the first packet, by the page's numbers, for illustration",
        List.of(new Piece.Figure("nanos", "so far", nanos, "ns", Tone.IDLE)));
  }

  /** A poller is never spoken to by interrupts; others may be spared what they did not need. */
  private boolean spared(BusyPollState s, WayUp.Stage stage) {
    return stage.wakes()
        && (setup.waiting() == Waiting.POLL || s.first().passed(WayUp.Stage.DELIVER));
  }
}
