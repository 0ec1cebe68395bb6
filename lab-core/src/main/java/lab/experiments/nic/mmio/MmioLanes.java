package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.mmio.MmioState.Packet;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.experiments.nic.mmio.MmioState.Sender;
import lab.stage.Piece;
import lab.stage.Tone;

/** What both cores did with their ticks, and the packets under way from the first of them. */
record MmioLanes(Setup setup) {
  Piece of(MmioState s) {
    return new Piece.Lanes(
        "lanes",
        "t = %d; %s; %d of %d credits in use"
            .formatted(s.t(), how(s.sender()), s.writes().flight().size(), setup.credits()),
        List.of(
            new Piece.Lane("sender", "sender", sender(s.t(), s.sender())),
            new Piece.Lane("device", "device", List.of()),
            new Piece.Lane("reader", "reader", reader(s.t()))),
        packets(s),
        s.t(),
        s.t());
  }

  private static String how(Sender sender) {
    return switch (sender.phase()) {
      case WRITING ->
          sender.waited() > 0 ? "the sender has waited for credits" : "the sender writes";
      case STALLED -> "the sender waits for its read";
      case WATCHING -> "the sender is free and looks into host memory";
      case DONE -> "the sender is done";
    };
  }

  private static List<Piece.Span> sender(int t, Sender sender) {
    int written = sender.phase() == Phase.WRITING ? t : sender.writtenAt();
    int stalled = written + sender.stalled();
    List<Piece.Span> spans = new ArrayList<>();
    span(spans, "writing", Setup.count(sender.issued(), "write"), 0, written, Tone.A);
    span(spans, "stalled", "stalled on a read", written, stalled, Tone.BAD);
    if (sender.phase() == Phase.WATCHING) {
      span(spans, "watching", "free, looks at memory", written, t, Tone.OK);
    }
    return spans;
  }

  private List<Piece.Span> reader(int t) {
    List<Piece.Span> spans = new ArrayList<>();
    for (int i = 0; i < setup.n(); i++) {
      int from = i * setup.readTicks();
      int to = Math.min(t, from + setup.readTicks());
      span(spans, "r" + i, "R" + i + ", stalled", from, to, Tone.BAD);
    }
    return spans;
  }

  private List<Piece.Message> packets(MmioState s) {
    List<Piece.Message> packets = new ArrayList<>();
    for (int i = 0; i < s.writes().flight().size(); i++) {
      Packet packet = s.writes().flight().get(i);
      int arrives = s.t() + packet.ticks();
      String label = packet.bell() ? "doorbell" : Setup.count(packet.stores(), "write");
      int sent = Math.max(0, arrives - setup.oneWay());
      packets.add(new Piece.Message("packet" + i, label, "sender", sent, "device", arrives, false));
    }
    return packets;
  }

  private static void span(
      List<Piece.Span> spans, String key, String label, int from, int to, Tone tone) {
    if (to > from) {
      spans.add(new Piece.Span(key, label, from, to, tone));
    }
  }
}
