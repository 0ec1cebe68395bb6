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
        .ifPresent(r -> rows.addAll(row(rows.size(), r.layer(), r.offset(), r.expected())));
    return rows;
  }

  static List<Piece.Row> of(List<Layer> layers) {
    List<Piece.Row> rows = new ArrayList<>();
    for (Layer layer : layers) {
      for (Finding finding : layer.findings()) {
        int at = layer.at(finding);
        rows.addAll(row(rows.size(), layer.header().name(), at, finding.text()));
      }
    }
    return rows;
  }

  private static List<Piece.Row> row(int number, String layer, int offset, String text) {
    String at = "byte " + offset;
    List<String> lines = Lines.of(text, Lines.ROOM - layer.length() - at.length());
    return Lines.rows("finding" + number, Tone.BAD, List.of(List.of(layer), List.of(at), lines));
  }
}
