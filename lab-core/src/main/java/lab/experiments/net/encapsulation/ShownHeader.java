package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Finding;
import lab.net.frame.Header;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;
import lab.stage.Piece;

/** The fields of the header that is looked at, of the first part. */
final class ShownHeader {
  private ShownHeader() {}

  static Optional<Piece> of(Trip s, Setup.Show show) {
    if (s.units().isEmpty()) {
      return Optional.empty();
    }
    Unit first = s.units().getFirst();
    List<Header> headers = new ArrayList<>(first.headers());
    first.inner().ifPresent(headers::add);
    int offset = 0;
    for (Header header : headers) {
      if (FrameBar.nameOf(header).equals(show.word)) {
        return Optional.of(HeaderTable.of(header, offset, findings(s, header)));
      }
      offset += header.size();
    }
    return Optional.empty();
  }

  private static List<Finding> findings(Trip s, Header header) {
    if (!s.at().onAWire() && !s.at().theirs()) {
      return List.of();
    }
    List<Bytes> frames = Receiver.bytes(s.units());
    List<Peeled> peeled = new ArrayList<>(List.of(Receiver.peel(frames.getFirst())));
    if (frames.stream().allMatch(f -> Receiver.peel(f).refusal().isEmpty())) {
      // What fragments carry is right or wrong once they are together.
      peeled.addAll(Receiver.whole(frames));
    }
    for (Peeled frame : peeled) {
      for (Layer layer : frame.layers()) {
        if (layer.header().equals(header)) {
          return layer.findings();
        }
      }
    }
    return List.of();
  }
}
