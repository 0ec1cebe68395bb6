package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.net.frame.Finding;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;
import lab.stage.Piece;
import lab.stage.Tone;

/** What is wrong with a frame, a row for each finding: layer, byte, the rule and the value. */
final class FrameFindings {
  private FrameFindings() {}

  static List<Piece.Row> of(Peeled peeled) {
    List<Piece.Row> rows = new ArrayList<>(of(peeled.layers()));
    peeled
        .refusal()
        .ifPresent(r -> rows.add(row(rows.size(), r.layer(), r.offset(), r.expected())));
    return rows;
  }

  static List<Piece.Row> of(List<Layer> layers) {
    List<Piece.Row> rows = new ArrayList<>();
    for (Layer layer : layers) {
      for (Finding finding : layer.findings()) {
        rows.add(row(rows.size(), layer.header().name(), layer.offset(), finding.text()));
      }
    }
    return rows;
  }

  private static Piece.Row row(int number, String layer, int offset, String text) {
    return Piece.Row.of("finding" + number, Tone.BAD, "", layer, "byte " + offset, text);
  }
}
