package lab.experiments.nic.cutthrough;

import java.util.List;
import lab.experiments.nic.cutthrough.Setup.Forwarding;
import lab.stage.Piece;
import lab.stage.Tone;

/** How much sooner the first bit is on the wire, in both readings. */
record FirstBits(Setup setup) {
  /** The page that this room follows prints 14 beside t=2 and t=15: both are right. */
  Piece piece() {
    int cut = setup.firstBit(setup.startAfter());
    int stored = setup.firstBit(setup.chunks());
    String title =
        cut == stored
            ? "first bit: at the same tick either way"
            : "first bit: "
                + times(stored, cut)
                + "× sooner by the clock, "
                + times(setup.chunks(), setup.startAfter())
                + "× by chunks waited for";
    boolean stores = setup.forwarding() == Forwarding.STORE;
    return new Piece.Segments(
        "sooner",
        title,
        "ticks",
        List.of(
            bar("cut-through", cut, stores ? Tone.IDLE : Tone.OK),
            bar("store", stored, stores ? Tone.OK : Tone.IDLE)));
  }

  private static Piece.Bar bar(String label, int ticks, Tone tone) {
    return new Piece.Bar(
        label, label, List.of(new Piece.Segment(label, label, ticks, tone, false)));
  }

  /** {@code 7.5}, {@code 14}: to the nearest tenth. */
  static String times(long more, long less) {
    long tenths = (20 * more + less) / (2 * less);
    return more % less == 0 ? Long.toString(more / less) : tenths / 10 + "." + tenths % 10;
  }
}
