package lab.experiments.nic.descriptorring;

import java.util.Optional;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * What moves between driver, memory and NIC, as cells: in memory frame n is n + 1, and 0 is none.
 */
record RingTokens(Setup setup) {

  /** Bytes of a frame, or what is in their place. */
  Piece.Cell bytes(int word, Tone tone) {
    return word == 0 ? Piece.Cell.of("bytes", "no bytes", Tone.BAD) : frame(word - 1, tone);
  }

  Piece.Cell frame(int frame, Tone tone) {
    return Piece.Cell.of("F" + frame, "F" + frame, tone).holding("frame " + frame);
  }

  /** The first word of a descriptor, which is an OWN word in a ring of those. */
  Piece.Cell length(int word, Tone tone) {
    return setup.own() ? word("OWN", "OWN word", word, tone) : word("length", "length", word, tone);
  }

  Piece.Cell address(int word, Tone tone) {
    return word("address", "address", word, tone);
  }

  private static Piece.Cell word(String name, String told, int word, Tone tone) {
    if (word == 0) {
      return Piece.Cell.of(name, name + " 0", Tone.BAD);
    }
    int frame = word - 1;
    String key = name + frame;
    return Piece.Cell.of(key, name + " F" + frame, tone)
        .holding("the " + told + " of frame " + frame);
  }

  /** That TAIL is so many frames, modulo the ring. */
  Piece.Cell doorbell(int posted, Tone tone) {
    String tail = "TAIL = " + posted % setup.slots();
    return Piece.Cell.of("tail" + posted, tail, tone).holding("doorbell " + tail);
  }

  Piece.Cell done(int slot, Tone tone) {
    return Piece.Cell.of("done" + slot, "done", tone).holding("the done bit of slot " + slot);
  }

  /** The first of several things is the next. */
  static Optional<String> first(boolean first, String action) {
    return first ? Optional.of(action) : Optional.empty();
  }
}
