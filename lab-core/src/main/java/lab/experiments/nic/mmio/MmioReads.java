package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.experiments.nic.mmio.MmioState.Sender;
import lab.stage.Piece;
import lab.stage.Tone;

/** Where the reads of both cores are, and the word that spares the sender its own. */
record MmioReads(Setup setup) {
  private static final String READ = "the read";
  private static final String WORD = "the device's word";

  /** The sender's one read, if that is where it is; and the device's word, on its way. */
  List<Piece.Cell> ofSender(MmioState s, boolean underWay) {
    List<Piece.Cell> cells = new ArrayList<>();
    Sender sender = s.sender();
    boolean away = sender.phase() == Phase.STALLED && sender.stalled() > 0;
    if (setup.reads() && away == underWay) {
      boolean done = sender.phase() == Phase.DONE;
      Tone tone = done ? Tone.OK : away ? Tone.BAD : Tone.IDLE;
      cells.add(Piece.Cell.of("read", "read", tone).holding(READ));
    }
    if (underWay && sender.phase() == Phase.WATCHING && sender.answer() != Sender.IDLE) {
      cells.add(Piece.Cell.of("word", "word", Tone.OK).holding(WORD));
    }
    return cells;
  }

  /** What the sender finds in host memory. */
  List<Piece.Cell> word(MmioState s) {
    boolean there = setup.watches() && s.sender().phase() == Phase.DONE;
    return there ? List.of(Piece.Cell.of("word", "word", Tone.OK).holding(WORD)) : List.of();
  }

  /** The reader's: one is under way, the others are with it, done or to be done. */
  List<Piece.Cell> ofReader(MmioState s, boolean underWay) {
    List<Piece.Cell> cells = new ArrayList<>();
    int done = s.reader().done();
    for (int i = 0; i < setup.n(); i++) {
      boolean away = i == done && s.t() > 0;
      if (away == underWay) {
        Tone tone = away ? Tone.BUSY : i < done ? Tone.OK : Tone.IDLE;
        cells.add(Piece.Cell.of("r" + i, "R" + i, tone).holding("read " + i));
      }
    }
    return cells;
  }
}
