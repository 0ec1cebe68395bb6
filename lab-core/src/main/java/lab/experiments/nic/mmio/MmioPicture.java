package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Two cores, the way of each to its device, and how long each has waited. */
final class MmioPicture {
  private final Setup setup;
  private final MmioReads reads;
  private final MmioWaits waits;

  MmioPicture(Setup setup) {
    this.setup = setup;
    reads = new MmioReads(setup);
    waits = new MmioWaits(setup);
  }

  Stage of(MmioState s) {
    MmioWrites writes = new MmioWrites(setup, s);
    List<Piece.Cell> sender = writes.toIssue();
    sender.addAll(reads.ofSender(s, false));
    List<Piece.Cell> link = writes.underWay();
    link.addAll(reads.ofSender(s, true));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(cells("core", "", List.of(waits.core(s))));
    if (!sender.isEmpty()) {
      pieces.add(cells("plan", "", sender));
    }
    if (setup.types().combine()) {
      pieces.add(cells("combining", "", writes.combining()));
    }
    pieces.add(cells("link", "", link));
    pieces.add(cells("credits", "credits", credits(s)));
    pieces.add(cells("device", "", writes.taken()));
    pieces.add(cells("reads", "", reads.ofReader(s, false)));
    pieces.add(cells("reader link", "", reads.ofReader(s, true)));
    if (setup.watches()) {
      pieces.add(cells("memory", "", reads.word(s)));
    }
    pieces.add(waits.figures(s));
    return new Stage(pieces).in(board());
  }

  private Place[] board() {
    List<Place> places = new ArrayList<>();
    places.add(Place.at(0, "the sender", Tone.A, "core", "plan"));
    if (setup.types().combine()) {
      places.add(Place.at(places.size(), "the combining buffer", Tone.BUSY, "combining"));
    }
    places.add(Place.at(places.size(), "PCIe", Tone.IDLE, "link", "credits"));
    places.add(Place.at(places.size(), "the device", Tone.IDLE, "device"));
    places.add(Place.at(0, "the reader", Tone.B, "reads").below(1));
    places.add(Place.at(1, "the reader's PCIe", Tone.IDLE, "reader link").below(1));
    if (setup.watches()) {
      places.add(Place.at(2, "host memory", Tone.IDLE, "memory").below(1));
    }
    return places.toArray(Place[]::new);
  }

  private static Piece cells(String key, String title, List<Piece.Cell> cells) {
    return new Piece.Cells(key, title, Piece.Cells.Form.GRID, 4, cells, List.of());
  }

  private List<Piece.Cell> credits(MmioState s) {
    List<Piece.Cell> credits = new ArrayList<>();
    int used = s.writes().flight().size();
    for (int i = 0; i < setup.credits(); i++) {
      credits.add(Piece.Cell.of("credit" + i, "·", i < used ? Tone.BUSY : Tone.IDLE));
    }
    return credits;
  }
}
