package lab.experiments.net.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.tcp.Tcp;
import lab.net.tcp.world.Host;
import lab.net.tcp.world.World;
import lab.stage.Piece;
import lab.stage.Tone;

/** What a connection costs in round trips, and how long a SYN has been out. */
final class HandshakeFigures {
  private static final String RTT = "RTT";

  private final Setup setup;
  private final Optional<Piece> roundTrips;

  HandshakeFigures(Setup setup) {
    this.setup = setup;
    roundTrips = roundTrips(setup);
  }

  List<Piece> of(World world) {
    List<Piece> pieces = new ArrayList<>();
    roundTrips.ifPresent(pieces::add);
    waited(world).ifPresent(pieces::add);
    return pieces;
  }

  /** Where nobody ever connects there are none. */
  private static Optional<Piece> roundTrips(Setup setup) {
    Tcp tcp = setup.scenario().tcp();
    return RoundTrips.ofNew(tcp)
        .flatMap(first -> RoundTrips.ofOpen(tcp).map(open -> roundTrips(first, open)));
  }

  private static Piece roundTrips(RoundTrips first, RoundTrips open) {
    return new Piece.Figures(
        "trips",
        "",
        List.of(
            figure("setup", "before the first octet", first.before() / 2, RTT),
            figure("answer", "until it is answered", first.answered() / 2, RTT),
            figure("open", "if connected already", open.answered() / 2, RTT)));
  }

  /** How long the SYN that was sent last has been out, by the timer alone. */
  private Optional<Piece> waited(World world) {
    List<Piece.Figure> figures = new ArrayList<>();
    for (int h = 0; h < 2; h++) {
      Host host = world.host(h);
      if (host.tries() > 0) {
        long seconds = setup.waited(host);
        figures.add(figure("waited" + h, setup.title(h) + " has waited", seconds, "s"));
      }
    }
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(new Piece.Figures("waited", "", figures));
  }

  private static Piece.Figure figure(String key, String label, long value, String unit) {
    return new Piece.Figure(key, label, (double) value, unit, Tone.BUSY);
  }
}
