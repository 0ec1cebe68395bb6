package lab.catalog;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Plot;

/** Actions that a picture offers to a click although they are not possible. */
final class VainOffers {
  private VainOffers() {}

  /** Schedule and action of each, along the way to what each claim speaks of. */
  static Set<String> of(Room room, Settings settings) {
    Set<String> vain = new LinkedHashSet<>();
    Scene<?> scene = room.scene(settings);
    for (Exploration.Answer answer : room.models().under(settings).answers()) {
      answer.schedule().ifPresent(s -> along(scene, s, vain));
    }
    return vain;
  }

  private static <S> void along(Scene<S> scene, Schedule schedule, Set<String> vain) {
    StringBuilder so = new StringBuilder();
    for (Replay.Frame<S> frame : Replay.run(scene.machine(), schedule).frames()) {
      frame.action().ifPresent(a -> so.append(so.isEmpty() ? "" : ",").append(a));
      Set<String> possible =
          Step.from(scene.machine(), frame.state()).stream()
              .map(s -> s.action().toString())
              .collect(Collectors.toSet());
      scene.picture().apply(frame.state()).pieces().stream()
          .flatMap(VainOffers::offered)
          .flatMap(Optional::stream)
          .filter(a -> !possible.contains(a))
          .forEach(a -> vain.add("[" + so + "] " + a));
    }
  }

  /** The action that a click on each thing takes, if it takes one. */
  static Stream<Optional<String>> offered(Piece piece) {
    return clicks(piece).map(c -> c.filter(Click.Step.class::isInstance).map(Click::text));
  }

  /** What a click on each thing does, if it does anything. */
  static Stream<Optional<Click>> clicks(Piece piece) {
    return switch (piece) {
      case Piece.Cells cells -> cells.cells().stream().map(Piece.Cell::click);
      case Piece.Table table -> table.rows().stream().map(Piece.Row::click);
      case Piece.Links links -> links.nodes().stream().map(Piece.Node::click);
      case Piece.Segments segments ->
          segments.bars().stream().flatMap(b -> b.segments().stream()).map(Piece.Segment::click);
      case Piece.Lanes _, Piece.Figures _, Plot _ -> Stream.empty();
    };
  }
}
