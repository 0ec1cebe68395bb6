package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.mmio.MmioMachine.Phase;
import lab.experiments.nic.mmio.MmioMachine.State;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Where each write is, how many reads are done, and what the ticks of both cores went into. */
final class MmioPicture {
  private final MmioMachine machine;

  MmioPicture(MmioMachine machine) {
    this.machine = machine;
  }

  Stage of(State s) {
    return Stage.of(writes(s), reads(s), link(s), ticks(s));
  }

  private Piece writes(State s) {
    int n = machine.setup().n();
    boolean rang = s.bellRang() != MmioMachine.SILENT;
    int data = Math.min(s.issued(), n - 1);
    int dataTaken = s.taken() - (rang ? 1 : 0);
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean bell = i == n - 1;
      Tone tone;
      if (i >= s.issued()) {
        tone = Tone.IDLE;
      } else if (bell ? rang : i < dataTaken) {
        tone = Tone.OK;
      } else {
        tone = !bell && i >= data - s.combining() ? Tone.WARN : Tone.BUSY;
      }
      cells.add(Piece.Cell.of("w" + i, bell ? "bell" : "W" + i, tone));
    }
    String title =
        "posted writes: %d of %d issued, %d at the device%s"
            .formatted(
                s.issued(),
                n,
                s.taken(),
                s.combining() == 0 ? "" : ", %d being combined".formatted(s.combining()));
    return new Piece.Cells("writes", title, Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Piece reads(State s) {
    int n = machine.setup().n();
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Tone tone = i < s.reads() ? Tone.OK : i == s.reads() && s.t() > 0 ? Tone.BUSY : Tone.IDLE;
      cells.add(Piece.Cell.of("r" + i, "R" + i, tone));
    }
    return new Piece.Cells(
        "reads",
        "reads of another core: %d of %d done".formatted(s.reads(), n),
        Piece.Cells.Form.ROW,
        0,
        cells,
        List.of());
  }

  private Piece link(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < machine.setup().credits(); i++) {
      boolean used = i < s.flight().size();
      String label = "";
      if (used) {
        MmioMachine.Tlp packet = s.flight().get(i);
        label = (packet.bell() ? "bell" : packet.stores() + " st") + " in " + packet.ticks();
      }
      cells.add(new Piece.Cell("c" + i, label, used ? Tone.BUSY : Tone.IDLE, Optional.empty()));
    }
    return new Piece.Cells(
        "link",
        "packets under way, a credit each, oldest first",
        Piece.Cells.Form.GRID,
        4,
        cells,
        List.of());
  }

  private Piece ticks(State s) {
    int sending = s.phase() == Phase.WRITING ? s.t() : s.writtenAt();
    int reading = s.reads() == machine.setup().n() ? s.readAt() : s.t();
    String how =
        switch (s.phase()) {
          case WRITING -> "the sender writes";
          case STALLED -> "the sender waits for its read";
          case WATCHING -> "the sender is free and looks into host memory";
          case DONE -> "the sender is done";
        };
    return new Piece.Segments(
        "ticks",
        "t = %d; %s".formatted(s.t(), how),
        "ticks",
        List.of(
            new Piece.Bar(
                "sender",
                "sender",
                List.of(
                    segment("writing", "writing", sending - s.waited(), Tone.A),
                    segment("credit", "waiting for a credit", s.waited(), Tone.WARN),
                    segment("stalled", "stalled on a read", s.stalled(), Tone.BAD))),
            new Piece.Bar(
                "reader",
                "reader",
                List.of(segment("reading", "stalled on reads", reading, Tone.BAD)))));
  }

  private static Piece.Segment segment(String key, String label, int value, Tone tone) {
    return new Piece.Segment(key, label, value, tone, false);
  }
}
