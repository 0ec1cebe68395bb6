package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.net.encapsulation.FrameMachine.State;
import lab.net.frame.Bytes;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** A captured packet: what is peeled of it, and the fields of the header that came off last. */
final class FramePicture {
  private static final int IN_A_ROW = 16;
  private static final int MOST_ROWS = 2;

  private final Peeled peeled;

  FramePicture(Peeled peeled) {
    this.peeled = peeled;
  }

  Stage of(State s) {
    List<Piece> pieces = new ArrayList<>();
    Piece.Bar bar =
        new FrameBar("frame", "packet", false)
            .frame(peeled.packet(), s.layers(), s.layers() > 0, rest())
            .bar();
    pieces.add(new Piece.Segments("packet", "", "bytes", List.of(bar)));
    List<Piece.Row> wrong =
        s.refused()
            ? FrameFindings.of(peeled)
            : FrameFindings.of(peeled.layers().subList(0, s.layers()));
    if (!wrong.isEmpty()) {
      pieces.add(new Piece.Table("wrong", "", List.of(), wrong));
    }
    if (s.layers() > 0 && !s.refused()) {
      Layer last = peeled.layers().get(s.layers() - 1);
      pieces.add(HeaderTable.of(last.header(), last.offset(), last.findings()));
    }
    boolean all = s.layers() == peeled.layers().size() && peeled.refusal().isEmpty();
    if (all && !peeled.packet().payload().isEmpty()) {
      pieces.add(rest(peeled.packet().payload()));
    }
    return new Stage(pieces);
  }

  /** What no header explains. */
  private String rest() {
    if (peeled.refusal().isPresent()) {
      return FrameBar.UNREADABLE;
    }
    return Receiver.fragment(peeled.packet()) ? "fragment" : "payload";
  }

  /** The first bytes of what is left. */
  private static Piece rest(Bytes payload) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int at = 0; at < payload.length() && rows.size() < MOST_ROWS; at += IN_A_ROW) {
      Bytes row = payload.slice(at, Math.min(payload.length(), at + IN_A_ROW));
      rows.add(
          Piece.Row.of("byte" + at, Tone.A, "", Integer.toString(at), row.hex(), letters(row)));
    }
    String title =
        payload.length() > MOST_ROWS * IN_A_ROW
            ? "the first " + MOST_ROWS * IN_A_ROW + " of " + payload.length() + " bytes left"
            : Count.of(payload.length(), "byte") + " left";
    return new Piece.Table("rest", title, List.of("byte", "hex", "text"), rows);
  }

  private static String letters(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      int octet = bytes.u8(i);
      text.append(octet >= ' ' && octet < 127 ? (char) octet : '.');
    }
    return text.toString();
  }
}
