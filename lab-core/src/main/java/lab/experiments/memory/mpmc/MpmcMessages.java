package lab.experiments.memory.mpmc;

import static lab.experiments.memory.mpmc.MpmcProgram.NEXT_MESSAGE;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * The messages of each producer, each with a name of its own: people are shown the payload, and all
 * of a producer's messages have the same.
 */
final class MpmcMessages {
  private static final List<String> ORDINALS =
      List.of("the first", "the second", "the third", "the fourth", "the fifth");

  private final MpmcProgram ring;

  MpmcMessages(MpmcProgram ring) {
    this.ring = ring;
  }

  /** As a token: {@code the second 11}. */
  String name(int message) {
    return ORDINALS.get(message / NEXT_MESSAGE) + " " + ring.sender(message).payload();
  }

  /** What that producer has still to write into a slot, or what of it nobody else sees yet. */
  Piece toSend(ProgramState s, MpmcProducer p) {
    boolean first = p == ring.producers.getFirst();
    List<Piece.Cell> cells = new ArrayList<>();
    for (int k = 0; k < ring.shape.messages(); k++) {
      int message = p.payload() + k * NEXT_MESSAGE;
      if (isWith(s, p, k) && !isTaken(s, message) && !isInASlot(s, message)) {
        cells.add(
            Piece.Cell.of("" + k, "" + p.payload(), first ? Tone.A : Tone.B)
                .holding(name(message)));
      }
    }
    if (!cells.isEmpty() && !p.stalled.isSet(s)) {
      cells.set(0, cells.getFirst().doing(p.actor() + ".step"));
    }
    return cells(p.actor(), "to send", cells);
  }

  /** Not written, or, access by access, written and perhaps still in a store buffer. */
  private boolean isWith(ProgramState s, MpmcProducer p, int k) {
    int written = p.sent.in(s) + (ring.hasWritten(s, p) ? 1 : 0);
    return k >= written || (!ring.shape.whole() && !s.done(p.all.thread()));
  }

  private boolean isTaken(ProgramState s, int message) {
    int place = message - ring.sender(message).payload();
    return place < ring.consumer.next(ring.sender(message)).in(s)
        || ring.consumer.got.in(s) == message;
  }

  private boolean isInASlot(ProgramState s, int message) {
    for (int i = 0; i < ring.shape.capacity(); i++) {
      if (ring.slot(s, i) == message) {
        return true;
      }
    }
    return false;
  }

  /** What the consumer has in its hands, or, of each producer, the message it took last. */
  Piece taken(ProgramState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    int got = ring.consumer.got.in(s);
    for (MpmcProducer p : ring.producers) {
      int last = ring.consumer.next(p).in(s) - NEXT_MESSAGE + p.payload();
      boolean mine = got != 0 && ring.sender(got) == p;
      int message = mine ? got : last;
      if (message > 0) {
        cells.add(Piece.Cell.of(p.actor(), "" + p.payload(), Tone.OK).holding(name(message)));
      }
    }
    return cells(ring.consumer.actor(), "last taken", cells);
  }

  private static Piece cells(String actor, String title, List<Piece.Cell> cells) {
    List<Piece.Cell> shown =
        cells.isEmpty() ? List.of(Piece.Cell.of("none", "none", Tone.IDLE)) : cells;
    return new Piece.Cells(actor + ".messages", title, Piece.Cells.Form.ROW, 0, shown, List.of());
  }
}
