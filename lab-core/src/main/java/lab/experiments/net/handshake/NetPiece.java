package lab.experiments.net.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.tcp.world.Flight;
import lab.net.tcp.world.Step;
import lab.net.tcp.world.TwoHosts;
import lab.net.tcp.world.World;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * What is in flight, a line each: the segment, a click on which delivers it, and what may befall.
 */
record NetPiece(TwoHosts hosts) {
  static final String KEY = "net";

  Piece of(World world) {
    List<Piece.Cell> cells = new ArrayList<>();
    List<Step> steps = hosts.steps(world);
    Flight before = null;
    int same = 0;
    for (Flight flight : world.net()) {
      same = flight.equals(before) ? same + 1 : 0;
      before = flight;
      String key = key(flight) + (same == 0 ? "" : "." + same);
      cells.add(chip(world, flight, key, same).doing(action(steps, "deliver", flight)));
      cells.add(word(key, "lose").doing(action(steps, "lose", flight)));
      cells.add(word(key, "repeat").doing(action(steps, "duplicate", flight)));
    }
    return new Piece.Cells(KEY, "", Piece.Cells.Form.GRID, 3, cells, List.of());
  }

  private static String key(Flight flight) {
    return flight.to() + "." + flight.era() + "." + flight.segment().label();
  }

  private static Piece.Cell chip(World world, Flight flight, String key, int same) {
    int sender = 1 - flight.to();
    boolean stale = flight.era() < world.host(sender).past().era() || flight.era() == 0;
    String words = SegmentWords.of(flight, world.host(sender).past().era());
    String label = sender == 0 ? words + " →" : "← " + words;
    Tone tone = stale ? Tone.WARN : sender == 0 ? Tone.A : Tone.B;
    String again = same == 0 ? "" : " (repeated)";
    return Piece.Cell.of(key, label, tone).holding("the " + words + again);
  }

  private static Piece.Cell word(String key, String word) {
    return Piece.Cell.of(key + "." + word, word, Tone.IDLE);
  }

  private static Optional<String> action(List<Step> steps, String verb, Flight flight) {
    for (Step step : steps) {
      boolean of = step.flight().filter(flight::equals).isPresent();
      if (of && step.move().verb().equals(verb)) {
        return Optional.of(step.move().toString());
      }
    }
    return Optional.empty();
  }
}
