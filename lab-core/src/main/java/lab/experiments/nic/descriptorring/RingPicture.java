package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Driver, host memory with the ring, NIC and wire, and what moves between them. */
final class RingPicture {
  private final Setup setup;
  private final RingPlaces places;
  private final RingSlots slots;

  RingPicture(Setup setup, RingMachine machine) {
    this.setup = setup;
    RingTokens tokens = new RingTokens(setup);
    places = machine.ring().places(machine.inner().program(), tokens);
    slots = new RingSlots(setup, machine.ring(), tokens);
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(row("hand", places.driver(s)));
    pieces.add(row("held", places.nic(s)));
    pieces.add(slots.ring(s));
    for (int slot = 0; slot < setup.slots(); slot++) {
      List<Piece.Cell> words = slots.words(s, slot);
      if (!words.isEmpty()) {
        String title = "slot " + slot + (isLatest() ? ", newest" : "");
        // In two rows the ring is the widest thing, and PCIe and the wire stand beside it.
        Piece.Cells.Form form = Piece.Cells.Form.GRID;
        pieces.add(new Piece.Cells(key(slot), title, form, 2, words, List.of()));
      }
    }
    if (hasWriteBuffer()) {
      pieces.add(row("write buffer", places.writeBuffer(s)));
    }
    if (hasDoorbells()) {
      pieces.add(row("link", places.link(s)));
    }
    if (hasWire()) {
      pieces.add(row("wire", places.wire(s)));
    }
    return new Stage(pieces).in(board());
  }

  private static Piece row(String key, List<Piece.Cell> cells) {
    return new Piece.Cells(key, "", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private static String key(int slot) {
    return "slot" + slot + ".words";
  }

  /** Where accesses are steps the memory model is in its place. */
  private boolean hasWriteBuffer() {
    return setup.transmit() && setup.asked().whole();
  }

  private boolean hasDoorbells() {
    return setup.transmit() && (setup.asked().whole() || !setup.own());
  }

  /** Where accesses are steps somebody may still read what was there before. */
  private boolean isLatest() {
    return !setup.asked().whole();
  }

  /** Where accesses are steps frames come in at the NIC. */
  private boolean hasWire() {
    return setup.transmit() || setup.asked().whole();
  }

  private Place[] board() {
    List<String> memory = new ArrayList<>(List.of("ring"));
    for (int slot = 0; slot < setup.slots(); slot++) {
      memory.add(key(slot));
    }
    List<Place> board = new ArrayList<>();
    Place driver = Place.at(0, "driver", Tone.A, "hand", "driver", "driver.buffer");
    board.add(driver.called("the driver").wide(hasWriteBuffer() ? 1 : 2));
    if (hasWriteBuffer()) {
      board.add(Place.at(1, "the write buffer", Tone.BUSY, "write buffer"));
    }
    board.add(Place.at(2, "nic", Tone.B, "held", "nic", "nic.buffer").called("the NIC").wide(2));
    String[] pieces = memory.toArray(String[]::new);
    board.add(Place.at(0, "host memory", Tone.IDLE, pieces).wide(2).below(1));
    if (hasDoorbells()) {
      board.add(Place.at(2, "PCIe", Tone.IDLE, "link").below(1));
    }
    if (hasWire()) {
      board.add(Place.at(3, "the wire", Tone.IDLE, "wire").below(1));
    }
    return board.toArray(Place[]::new);
  }
}
