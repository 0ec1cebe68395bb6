package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
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
    return Stage.of(writes(s), reads(s), lanes(s));
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

  /** What both cores did with their ticks, and the packets under way from the first of them. */
  private Piece lanes(State s) {
    boolean writing = s.phase() == Phase.WRITING;
    int written = writing ? s.t() : s.writtenAt();
    List<Piece.Span> sender = new ArrayList<>();
    span(sender, "writing", s.issued() + " writes", 0, written, Tone.A);
    int stalled = written + s.stalled();
    span(sender, "stalled", "stalled on a read", written, stalled, Tone.BAD);
    if (s.phase() == Phase.WATCHING) {
      span(sender, "watching", "free, looks at memory", written, s.t(), Tone.OK);
    }
    List<Piece.Span> reader = new ArrayList<>();
    int readTicks = machine.setup().readTicks();
    for (int i = 0; i < machine.setup().n(); i++) {
      int from = i * readTicks;
      span(
          reader,
          "r" + i,
          "R" + i + ", stalled",
          from,
          Math.min(s.t(), from + readTicks),
          Tone.BAD);
    }
    int oneWay = (readTicks + 1) / 2;
    List<Piece.Message> packets = new ArrayList<>();
    for (int i = 0; i < s.flight().size(); i++) {
      MmioMachine.Tlp packet = s.flight().get(i);
      int left = packet.ticks();
      packets.add(
          new Piece.Message(
              "packet" + i,
              packet.bell()
                  ? "doorbell"
                  : packet.stores() == 1 ? "a write" : packet.stores() + " writes",
              "sender",
              Math.max(0, s.t() + left - oneWay),
              "device",
              s.t() + left,
              false));
    }
    String how =
        switch (s.phase()) {
          case WRITING ->
              s.waited() > 0 ? "the sender has waited for credits" : "the sender writes";
          case STALLED -> "the sender waits for its read";
          case WATCHING -> "the sender is free and looks into host memory";
          case DONE -> "the sender is done";
        };
    return new Piece.Lanes(
        "lanes",
        "t = %d; %s; %d of %d credits in use"
            .formatted(s.t(), how, s.flight().size(), machine.setup().credits()),
        List.of(
            new Piece.Lane("sender", "sender", sender),
            new Piece.Lane("device", "device", List.of()),
            new Piece.Lane("reader", "reader", reader)),
        packets,
        s.t(),
        s.t());
  }

  private static void span(
      List<Piece.Span> spans, String key, String label, int from, int to, Tone tone) {
    if (to > from) {
      spans.add(new Piece.Span(key, label, from, to, tone));
    }
  }
}
