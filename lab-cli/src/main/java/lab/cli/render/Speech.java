package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** A picture in short sentences: what a screen reader says in its place. */
public final class Speech {
  private Speech() {}

  /** The whole picture, place by place and from top to bottom. */
  public static List<String> of(Stage stage) {
    return told(sentences(stage));
  }

  /** Only what changed, and what moved; one sentence says so if nothing did. */
  public static List<String> ofChanges(Stage before, Stage after) {
    List<Said> old = sentences(before);
    List<Said> news =
        new ArrayList<>(sentences(after).stream().filter(s -> !old.contains(s)).toList());
    news.replaceAll(said -> said.was(SpokenNumbers.was(before, said.piece, said.thing)));
    List<String> changes = new ArrayList<>();
    Move.words(Move.between(before, after)).forEach(m -> changes.add(capital(m) + "."));
    changes.addAll(told(news));
    return changes.isEmpty() ? List.of("Nothing in the picture changed.") : changes;
  }

  /**
   * A sentence, and what it is about.
   *
   * @param place title of the place, empty outside of all
   * @param piece key of the piece
   * @param thing key of the thing in it, empty where the sentence is of the piece
   */
  record Said(String place, String piece, String thing, String sentence) {
    private Said was(String before) {
      return before.isEmpty()
          ? this
          : new Said(
              place,
              piece,
              thing,
              sentence.substring(0, sentence.length() - 1) + ", was " + before + ".");
    }
  }

  /** Each place is named once, before the first sentence of it. */
  private static List<String> told(List<Said> said) {
    List<String> sentences = new ArrayList<>();
    String place = "";
    for (Said s : said) {
      boolean enters = !s.place.isEmpty() && !s.place.equals(place);
      sentences.add(enters ? "In " + s.place + ": " + s.sentence : s.sentence);
      place = s.place;
    }
    return sentences;
  }

  private static List<Said> sentences(Stage stage) {
    List<Said> said = new ArrayList<>();
    for (Board.Place place : stage.board().map(Board::places).orElse(List.of())) {
      String title = Text.clean(place.title());
      if (place.pieces().isEmpty()) {
        said.add(new Said(title, "", "", "nothing."));
      }
      place.pieces().stream()
          .flatMap(key -> stage.piece(key).stream())
          .forEach(p -> say(title, p, said));
    }
    stage.unplaced().forEach(p -> say("", p, said));
    return said;
  }

  private static void say(String place, Piece piece, List<Said> said) {
    if (!piece.title().isEmpty()) {
      said.add(new Said(place, piece.key(), "", Text.clean(piece.title()) + "."));
    }
    List<String> sentences = new ArrayList<>();
    switch (piece) {
      case Piece.Cells p when p.form() == Piece.Cells.Form.DENSE ->
          sentences.addAll(SpokenNumbers.dense(p));
      case Piece.Cells p -> cells(p, sentences);
      case Piece.Segments p -> segments(p, sentences);
      case Piece.Lanes p -> lanes(p, sentences);
      case Piece.Table p -> table(p, sentences);
      case Piece.Links p -> links(p, sentences);
      case Plot p -> sentences.addAll(SpokenNumbers.plot(p));
      case Piece.Figures p -> {
        for (Piece.Figure figure : p.figures()) {
          said.add(new Said(place, p.key(), figure.key(), SpokenNumbers.figure(figure)));
        }
      }
    }
    sentences.forEach(s -> said.add(new Said(place, piece.key(), "", s)));
  }

  private static void cells(Piece.Cells piece, List<String> out) {
    if (piece.cells().isEmpty()) {
      out.add("Empty.");
    }
    for (int i = 0; i < piece.cells().size(); i++) {
      Piece.Cell cell = piece.cells().get(i);
      String marks =
          piece.marks().stream()
              .filter(m -> m.cell().equals(cell.key()))
              .map(m -> ", " + Text.clean(m.label()) + " is here")
              .collect(Collectors.joining());
      String label = Text.clean(cell.label()).strip();
      out.add(
          "Cell %d of %d: %s%s%s."
              .formatted(
                  i + 1,
                  piece.cells().size(),
                  label.isEmpty() ? "blank" : label,
                  tone(cell.tone()),
                  marks));
    }
  }

  private static void segments(Piece.Segments piece, List<String> out) {
    String unit = Text.clean(piece.unit());
    for (Piece.Bar bar : piece.bars()) {
      double sum =
          bar.segments().stream().filter(s -> !s.removed()).mapToDouble(Piece.Segment::value).sum();
      String parts =
          bar.segments().stream()
              .map(s ->
                  "%s %s%s"
                      .formatted(
                          Text.clean(s.label()),
                          TextRenderer.number(s.value()),
                          s.removed() ? " removed" : ""))
              .collect(Collectors.joining(", "));
      out.add(
          "%s: %s %s: %s."
              .formatted(Text.clean(bar.label()), TextRenderer.number(sum), unit, parts));
    }
  }

  private static void lanes(Piece.Lanes piece, List<String> out) {
    for (Piece.Lane lane : piece.lanes()) {
      String label = Text.clean(lane.label());
      if (lane.spans().isEmpty()) {
        out.add(label + ": nothing yet.");
      }
      for (Piece.Span span : lane.spans()) {
        String until = span.to() - span.from() > 1 ? " to " + (span.to() - 1) : "";
        out.add(
            "%s: %s at %d%s%s."
                .formatted(label, Text.clean(span.label()), span.from(), until, tone(span.tone())));
      }
    }
    for (Piece.Message m : piece.messages()) {
      out.add(
          "%s from %s to %s, sent at %d, %s."
              .formatted(
                  Text.clean(m.label()),
                  Text.clean(m.fromLane()),
                  Text.clean(m.toLane()),
                  m.sent(),
                  m.lost() ? "lost" : "arrives at " + m.arrives()));
    }
    out.add("Now is " + piece.now() + ".");
  }

  private static void table(Piece.Table piece, List<String> out) {
    for (Piece.Row row : piece.rows()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        String head = i < piece.head().size() ? Text.clean(piece.head().get(i)) + " " : "";
        String cell = Text.clean(row.cells().get(i)).strip();
        if (!cell.isEmpty()) {
          parts.add(head + cell);
        }
      }
      String mark = row.mark().isBlank() ? "" : "Marked " + Text.clean(row.mark()) + ": ";
      out.add(mark + String.join(", ", parts) + tone(row.tone()) + ".");
    }
  }

  private static void links(Piece.Links piece, List<String> out) {
    Map<String, String> labels =
        piece.nodes().stream()
            .collect(Collectors.toMap(Piece.Node::key, n -> Text.clean(n.label()), (a, b) -> a));
    for (Piece.Node node : piece.nodes()) {
      String to =
          piece.edges().stream()
              .filter(e -> e.from().equals(node.key()))
              .map(e ->
                  labels.getOrDefault(e.to(), Text.clean(e.to()))
                      + (e.label().isEmpty() ? "" : " by " + Text.clean(e.label())))
              .collect(Collectors.joining(" and "));
      out.add(
          "%s%s%s."
              .formatted(
                  Text.clean(node.label()),
                  tone(node.tone()),
                  to.isEmpty() ? "" : ", points to " + to));
    }
  }

  private static String capital(String words) {
    String clean = Text.clean(words);
    return clean.isEmpty()
        ? clean
        : clean.substring(0, 1).toUpperCase(Locale.ROOT) + clean.substring(1);
  }

  private static String tone(Tone tone) {
    return tone == Tone.IDLE ? "" : ", " + word(tone);
  }

  static String word(Tone tone) {
    return switch (tone) {
      case A -> "first actor";
      case B -> "second actor";
      default -> tone.name().toLowerCase(Locale.ROOT);
    };
  }
}
