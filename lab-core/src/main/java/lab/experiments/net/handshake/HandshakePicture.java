package lab.experiments.net.handshake;

import java.util.ArrayList;
import java.util.List;
import lab.net.tcp.Connection;
import lab.net.tcp.State;
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
  private final HandshakeFigures figures;

  HandshakePicture(Setup setup, TwoHosts hosts) {
    this.setup = setup;
    net = new NetPiece(hosts);
    figures = new HandshakeFigures(setup);
  }

  Stage of(World world) {
    List<Piece> pieces = new ArrayList<>();
    for (int h = 0; h < 2; h++) {
      pieces.add(state(world, h));
      pieces.add(numbers(world.host(h).tcp(), h));
    }
    pieces.add(net.of(world));
    pieces.addAll(figures.of(world));
    return new Stage(pieces)
        .in(
            Place.at(0, setup.title(0), Tone.A, key("state", 0), key("numbers", 0)),
            Place.at(1, "the net", Tone.BUSY, NetPiece.KEY),
            Place.at(2, setup.title(1), Tone.B, key("state", 1), key("numbers", 1)));
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
    return new Piece.Cells(key("state", h), "", Piece.Cells.Form.ROW, 0, List.of(cell), List.of());
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
}
