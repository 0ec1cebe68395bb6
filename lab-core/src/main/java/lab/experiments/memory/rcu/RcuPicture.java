package lab.experiments.memory.rcu;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Readers, list, writer and free memory, and the nodes that go from one to the other. */
final class RcuPicture {
  private final RcuProgram rcu;
  private final RcuNodes nodes;

  RcuPicture(RcuProgram rcu) {
    this.rcu = rcu;
    nodes = new RcuNodes(rcu);
  }

  Stage of(ProgramState s) {
    List<Piece> pieces = new ArrayList<>(List.of(list(s)));
    List<Place> places = new ArrayList<>();
    for (RcuReader reader : rcu.readers) {
      pieces.add(section(s, reader));
      places.add(
          Place.at(0, reader.actor(), Tone.A, key(reader))
              .called(reader.name() + "'s section")
              .below(reader.thread()));
    }
    // The list is beside the first reader, all of what the writer has behind it.
    places.add(1, Place.at(1, "list", Tone.IDLE, "list").called("the list"));
    places.add(2, Place.at(2, RcuWriter.ACTOR, Tone.B, "hand", "held").called("the writer"));
    places.add(3, Place.at(3, "free", Tone.IDLE, "free").called("free memory"));
    if (rcu.setup.nodes() > 1) {
      pieces.add(nodes.inHand(s));
    }
    pieces.add(nodes.held(s));
    pieces.add(nodes.free(s));
    return new Stage(pieces).in(places.toArray(Place[]::new));
  }

  private Piece list(ProgramState s) {
    int linked = rcu.pointer.in(s);
    Piece.Node head = Piece.Node.of("head", "head", 0, 0, Tone.IDLE);
    Piece.Node first =
        linked == 0
            ? Piece.Node.of("end", "end", 1, 0, Tone.IDLE)
            : Piece.Node.of(RcuNodes.name(linked), RcuNodes.name(linked), 1, 0, Tone.OK)
                .holding(RcuNodes.token(linked));
    Piece.Edge points = new Piece.Edge("head.next", "head", first.key(), "", Tone.OK);
    return new Piece.Links("list", "", List.of(head, first), List.of(points));
  }

  private static String key(RcuReader reader) {
    return reader.actor() + ".section";
  }

  /** What a reader holds; a click is what it does next with it. */
  private Piece section(ProgramState s, RcuReader reader) {
    int found = reader.found.in(s);
    boolean freed = rcu.isFreed(s, found);
    boolean inside = reader.pinned.isSet(s);
    boolean stalled = inside && s.done(reader.thread());
    Tone tone = freed ? Tone.BAD : inside ? Tone.A : Tone.IDLE;
    Piece.Cell cell = Piece.Cell.of("holds", holds(s, reader), tone);
    List<Piece.Cell> cells =
        List.of(
            (found == 0 ? cell : cell.holding(RcuNodes.token(found)))
                .doing(reader.actor() + (inside ? ".read" : ".enter")));
    List<Piece.Mark> marks =
        stalled
            ? List.of(new Piece.Mark("stalled", "never leaves", "holds", Tone.WARN))
            : List.of();
    return new Piece.Cells(key(reader), "", Piece.Cells.Form.ROW, 0, cells, marks);
  }

  /** What it holds, and what it read there. */
  private String holds(ProgramState s, RcuReader reader) {
    int found = reader.found.in(s);
    int value = reader.value.in(s);
    if (found == 0) {
      boolean left = s.done(reader.thread()) && !reader.pinned.isSet(s);
      String read = value == 0 ? "" : ", read " + value;
      return left ? "left" + read : reader.pinned.isSet(s) ? "nothing" : "outside";
    }
    String read = value == 0 ? "" : value == RcuProgram.POISON ? ": poison" : ": " + value;
    boolean freed = rcu.isFreed(s, found) && value != RcuProgram.POISON;
    return RcuNodes.name(found) + read + (freed ? ", freed" : "");
  }
}
