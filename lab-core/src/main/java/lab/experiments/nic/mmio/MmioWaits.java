package lab.experiments.nic.mmio;

import java.util.List;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.experiments.nic.mmio.MmioState.Sender;
import lab.stage.Piece;
import lab.stage.Tone;

/** What the sender waits for, and how long both cores have waited. */
record MmioWaits(Setup setup) {

  Piece.Cell core(MmioState s) {
    return Piece.Cell.of("phase", how(s.sender()), tone(s));
  }

  private static String how(Sender sender) {
    return switch (sender.phase()) {
      case WRITING -> sender.waited() > 0 ? "has waited for credits" : "writes";
      case STALLED -> sender.stalled() == 0 ? "is about to read" : "waits for its read";
      case WATCHING -> "is free, looks at memory";
      case DONE -> "is done";
    };
  }

  private static Tone tone(MmioState s) {
    boolean waits = s.sender().phase() == Phase.STALLED && s.sender().stalled() > 0;
    return waits ? Tone.BAD : s.sender().waited() > 0 ? Tone.WARN : Tone.OK;
  }

  Piece figures(MmioState s) {
    int sender = s.sender().stalled() + s.sender().waited();
    int reader = s.reader().done() == setup.n() ? s.reader().at() : s.t();
    return new Piece.Figures(
        "waited",
        "",
        List.of(
            figure("t", "now", s.t(), Tone.IDLE),
            figure("sender", "the sender has waited", sender, Tone.BAD),
            figure("reader", "the reader has waited", reader, Tone.BAD)));
  }

  private static Piece.Figure figure(String key, String label, int ticks, Tone tone) {
    String unit = ticks == 1 ? "tick" : "ticks";
    return new Piece.Figure(key, label, ticks, unit, ticks == 0 ? Tone.IDLE : tone);
  }
}
