package lab.experiments.nic.cutthrough;

import java.util.List;
import lab.experiments.nic.cutthrough.Setup.Fallback;
import lab.stage.Piece;
import lab.stage.Tone;

/** What has become of the frame so far, in a row of words. */
record FrameOutcome(Setup setup) {
  Piece of(CutThroughState s) {
    int valid = s.valid(setup);
    boolean dry = s.dry(setup);
    Tone tone = valid > 1 || (dry && valid == 0) ? Tone.BAD : valid == 1 ? Tone.OK : Tone.IDLE;
    String posted =
        s.core().posted()
            ? "posted"
            : setup.fallback() == Fallback.OFF ? "never posted" : "not yet posted";
    return new Piece.Table(
        "outcome",
        "",
        List.of("tick", "NIC", "starts after", "first bit", "first try", "whole", "fallback"),
        List.of(
            Piece.Row.of(
                "frame",
                tone,
                "",
                Integer.toString(s.t()),
                s.phase().word,
                Setup.count(setup.threshold(), "chunk"),
                s.first().bit() == 0 ? "" : "tick " + s.first().bit(),
                dry ? "poisoned" : s.first().sent() == setup.chunks() ? "whole" : "",
                Integer.toString(valid),
                posted)));
  }
}
