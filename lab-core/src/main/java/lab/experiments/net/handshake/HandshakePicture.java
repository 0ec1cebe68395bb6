package lab.experiments.net.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.tcp.Connection;
import lab.net.tcp.State;
import lab.net.tcp.world.Host;
import lab.net.tcp.world.TwoHosts;
import lab.net.tcp.world.World;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Two hosts with their numbers, and between them what is in flight: a click delivers it. */
final class HandshakePicture {
  private static final String NONE = "-";

  private final Setup setup;
  private final NetPiece net;
  private final Optional<Piece> roundTrips;

  HandshakePicture(Setup setup, TwoHosts hosts) {
    this.setup = setup;
    net = new NetPiece(hosts);
    roundTrips = roundTrips(setup);
  }

  Stage of(World world) {
    List<Piece> pieces = new ArrayList<>();
    for (int h = 0; h < 2; h++) {
      pieces.add(state(world, h));
      pieces.add(numbers(world.host(h).tcp(), h));
    }
    pieces.add(net.of(world));
    roundTrips.ifPresent(pieces::add);
    waited(world).ifPresent(pieces::add);
    return new Stage(pieces)
        .in(
            Place.at(0, title(0), Tone.A, key("state", 0), key("numbers", 0)),
            Place.at(1, "the net", Tone.BUSY, NetPiece.KEY),
            Place.at(2, title(1), Tone.B, key("state", 1), key("numbers", 1)));
  }

  private String title(int h) {
    String name = setup.scenario().names().get(h);
    return name.length() == 1 ? "host " + name : "the " + name;
  }

  private static String key(String what, int h) {
    return what + h;
  }

  private Piece state(World world, int h) {
    State state = world.host(h).tcp().state();
    Tone tone =
        switch (state) {
          case CLOSED -> Tone.GONE;
          case LISTEN -> Tone.IDLE;
          case ESTABLISHED -> world.seen().ghost() ? Tone.BAD : Tone.OK;
          default -> Tone.BUSY;
        };
    Piece.Cell cell = Piece.Cell.of("state", state.word(), tone);
    return new Piece.Cells(
        key("state", h), "", Piece.Cells.Form.ROW, 0, List.of(cell), List.of());
  }

  /** What is acknowledged, what comes next, and what it expects of the peer. */
  private Piece numbers(Connection c, int h) {
    boolean sends = !c.is(State.CLOSED) && !c.is(State.LISTEN);
    boolean takes = sends && !c.is(State.SYN_SENT);
    return new Piece.Table(
        key("numbers", h),
        "",
        List.of(),
        List.of(
            row("SND.UNA", sends, c.snd().una()),
            row("SND.NXT", sends, c.snd().nxt()),
            row("RCV.NXT", takes, c.rcv().nxt())));
  }

  private static Piece.Row row(String name, boolean has, long number) {
    return Piece.Row.of(name, Tone.IDLE, "", name, has ? Long.toString(number) : NONE);
  }

  private static Optional<Piece> roundTrips(Setup setup) {
    return RoundTrips.ofNew(setup.scenario().tcp())
        .map(
            trips ->
                new Piece.Figures(
                    "trips",
                    "",
                    List.of(
                        figure("setup", "before the first octet", trips.before() / 2, "RTT"),
                        figure("answer", "until it is answered", trips.answered() / 2, "RTT"))));
  }

  /** How long the SYN that was sent last has been out, by the timer alone. */
  private Optional<Piece> waited(World world) {
    List<Piece.Figure> figures = new ArrayList<>();
    for (int h = 0; h < 2; h++) {
      Host host = world.host(h);
      if (host.tries() > 0) {
        long seconds = setup.waited(host);
        figures.add(figure("waited" + h, title(h) + " has waited", seconds, "s"));
      }
    }
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(new Piece.Figures("waited", "", figures));
  }

  private static Piece.Figure figure(String key, String label, long value, String unit) {
    return new Piece.Figure(key, label, value, unit, Tone.BUSY);
  }
}
