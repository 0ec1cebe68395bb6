package lab.experiments.cpu.mesi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.coherence.Copy;
import lab.cpu.coherence.Transaction;
import lab.cpu.coherence.Words;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells.Form;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/** The cores with their copies, the bus between them, and memory. */
final class MesiPicture {
  private final Setup setup;
  private final MesiState s;

  private MesiPicture(Setup setup, MesiState s) {
    this.setup = setup;
    this.s = s;
  }

  static Stage of(Setup setup, MesiState s) {
    return new MesiPicture(setup, s).stage();
  }

  private Stage stage() {
    List<Piece> pieces = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (int core = 0; core < setup.cores(); core++) {
      String key = "cache" + Setup.name(core);
      pieces.add(cells(key, "", 2, core(core)));
      // A | bus | B, and below them C | memory | D.
      Place place = Place.at(core % 2 * 2, "core " + Setup.name(core), tone(core), key);
      places.add(place.below(core / 2));
    }
    pieces.add(cells("said", "", 1, said()));
    pieces.add(carried());
    pieces.add(cells("memory", "", 1, List.of(memory())));
    places.add(1, Place.at(1, "the bus", Tone.IDLE, "said", "carried"));
    Place memory = Place.at(setup.cores() == 2 ? 0 : 1, "memory", Tone.IDLE, "memory").below(1);
    places.add(setup.cores() == 2 ? memory.wide(3) : memory);
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  /** The copy, and what the core may do with it. */
  private List<Cell> core(int core) {
    Copy copy = s.line().copy(core);
    String words = copy.valid() ? " " + words(copy.words()) : "";
    Tone tone = !copy.valid() ? Tone.GONE : behind(copy) ? Tone.BAD : tone(core);
    String name = Setup.name(core);
    Cell held = Cell.of(name + ".copy", copy.state().letter() + words, tone);
    return List.of(
        copy.valid() ? held.holding("the line") : held,
        Cell.of(name + ".evict", "evict", Tone.IDLE).doing(MesiMachine.evict(core).toString()),
        Cell.of(name + ".read", "read", Tone.IDLE).doing(MesiMachine.read(core).toString()),
        Cell.of(name + ".write", "write", Tone.IDLE).doing(MesiMachine.write(core).toString()));
  }

  private boolean behind(Copy copy) {
    return !copy.words().equals(s.newest());
  }

  /** What was said last, and who waits. */
  private List<Cell> said() {
    List<Cell> said = new ArrayList<>();
    said.add(last());
    for (int core = 0; core < setup.cores(); core++) {
      int who = core;
      s.waiting()
          .get(core)
          .request()
          .ifPresent(r ->
              said.add(
                  Cell.of(
                          "waits" + Setup.name(who),
                          r.word() + " of " + Setup.name(who) + " waits",
                          Tone.BUSY)
                      .doing(MesiMachine.answer(who).toString())));
    }
    return said;
  }

  private Cell last() {
    String words =
        s.last()
            .request()
            .map(r -> r.word() + " by " + Setup.name(s.last().core()) + from())
            .orElse(s.accesses() == 0 ? "nothing said" : "silent");
    Tone tone = s.last().request().isPresent() ? Tone.BUSY : Tone.IDLE;
    String invalidate = setup.invalidate() ? "invalidate=off" : "invalidate=on";
    return Cell.of("last", words, tone).clicked(Optional.of(new Click.Set(invalidate)));
  }

  private String from() {
    int supplier = s.last().supplier();
    return supplier == Transaction.NOBODY
        ? ""
        : supplier == Transaction.MEMORY ? ", from memory" : ", from " + Setup.name(supplier);
  }

  private Piece carried() {
    return new Piece.Figures(
        "carried",
        states(),
        List.of(
            figure("transfers", s.carried().transfers(), Tone.BAD),
            figure("fills", s.carried().fills(), Tone.WARN),
            figure("to memory", s.carried().memoryWrites(), Tone.WARN)));
  }

  /** {@code A: M, B: I}. */
  private String states() {
    StringBuilder states = new StringBuilder();
    for (int core = 0; core < setup.cores(); core++) {
      states.append(core == 0 ? "" : ", ").append(Setup.name(core)).append(": ");
      states.append(s.line().state(core).letter());
    }
    return states.toString();
  }

  private Cell memory() {
    boolean newest = s.line().memory().equals(s.newest());
    String words = words(s.line().memory()) + (newest ? "" : ", stale");
    Tone tone = newest ? Tone.OK : s.lost() ? Tone.BAD : Tone.GONE;
    Cell memory = Cell.of("memory", words, tone);
    return newest ? memory.holding("the line") : memory;
  }

  /** {@code 3}, or {@code a3 b1}: shorter than it is told, so that four cores fit. */
  private String words(Words words) {
    return setup.words() == 1 ? Integer.toString(words.a()) : "a" + words.a() + " b" + words.b();
  }

  private static Figure figure(String label, int value, Tone tone) {
    return new Figure(label, label, value, "", value == 0 ? Tone.IDLE : tone);
  }

  private static Piece cells(String key, String title, int columns, List<Cell> cells) {
    return new Piece.Cells(key, title, Form.GRID, columns, cells, List.of());
  }

  private static Tone tone(int core) {
    return core % 2 == 0 ? Tone.A : Tone.B;
  }
}
