package lab.cli.render;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** Small pictures of every primitive, and one that means harm. */
public final class Pictures {
  private Pictures() {}

  static final Piece.Cells RING =
      new Piece.Cells(
          "ring",
          "Ring",
          Piece.Cells.Form.RING,
          0,
          List.of(
              Piece.Cell.of("s0", "42", Tone.A),
              Piece.Cell.of("s1", "", Tone.IDLE),
              Piece.Cell.of("s2", "7", Tone.BAD)),
          List.of(
              new Piece.Mark("head", "HEAD", "s0", Tone.OK),
              new Piece.Mark("tail", "TAIL", "s2", Tone.WARN)));

  static final Piece.Segments COSTS =
      new Piece.Segments(
          "costs",
          "",
          "ns",
          List.of(
              new Piece.Bar(
                  "send",
                  "send",
                  List.of(
                      new Piece.Segment("kernel", "kernel", 500, Tone.A, true),
                      new Piece.Segment("wire", "wire", 250, Tone.B, false)))));

  static final Piece.Lanes LANES =
      new Piece.Lanes(
          "lanes",
          "Hosts",
          List.of(
              new Piece.Lane("a", "a", List.of(new Piece.Span("s", "sends", 0, 2, Tone.A))),
              new Piece.Lane("b", "b", List.of())),
          List.of(
              new Piece.Message("m1", "SYN", "a", 1, "b", 2, false),
              new Piece.Message("m2", "ACK", "b", 2, "a", 3, true)),
          2,
          3);

  static final Piece.Table TABLE =
      new Piece.Table(
          "code",
          "Code",
          List.of("line", "r0"),
          List.of(
              Piece.Row.of("l0", Tone.OK, ">", "x = 1", "0"),
              Piece.Row.of("l1", Tone.GONE, "", "y = 1", "")));

  static final Piece.Links LINKS =
      new Piece.Links(
          "stack",
          "",
          List.of(
              Piece.Node.of("a", "A", 0, 0, Tone.A),
              Piece.Node.of("b", "B", 1, 0, Tone.BUSY),
              Piece.Node.of("c", "C", 0, 1, Tone.GONE)),
          List.of(
              new Piece.Edge("ab", "a", "b", "", Tone.IDLE),
              new Piece.Edge("ca", "c", "a", "next", Tone.WARN)));

  static final Plot PLOT =
      new Plot(
          "plot",
          "",
          "rtt",
          "cwnd",
          List.of(
              new Plot.Series(
                  "flow",
                  "flow",
                  Tone.A,
                  List.of(new Plot.Point(0, 1), new Plot.Point(4, 8), new Plot.Point(8, 4)))),
          List.of(new Plot.Rule("half", "ssthresh", 4)),
          4);

  static final Piece.Figures FIGURES =
      new Piece.Figures(
          "figures",
          "",
          List.of(
              new Piece.Figure("rate", "hit rate", 62, "percent", Tone.OK),
              new Piece.Figure("cycles", "cycles", 1240, "", Tone.IDLE)));

  /** 8 by 2: how warm each is; two are bad, and one of those is where the mark stands. */
  static final Piece.Cells DENSE =
      new Piece.Cells(
          "dense",
          "Lines",
          Piece.Cells.Form.DENSE,
          8,
          IntStream.range(0, 16)
              .mapToObj(i ->
                  Piece.Cell.of("d" + i, "", i % 9 == 3 ? Tone.BAD : Tone.IDLE).valued(i / 15.0))
              .toList(),
          List.of(new Piece.Mark("walk", "next access", "d3", Tone.A)));

  /** Three in a circle, each sending to the next. */
  static final Piece.Links CIRCLE =
      new Piece.Links(
          "circle",
          "",
          Piece.Links.Layout.CIRCLE,
          List.of(
              Piece.Node.of("g0", "GPU 0", 0, 0, Tone.A).holding("chunk 0"),
              Piece.Node.of("g1", "GPU 1", 0, 0, Tone.IDLE),
              Piece.Node.of("g2", "GPU 2", 0, 0, Tone.IDLE)),
          List.of(
              new Piece.Edge("e0", "g0", "g1", "", Tone.IDLE),
              new Piece.Edge("e1", "g1", "g2", "", Tone.IDLE),
              new Piece.Edge("e2", "g2", "g0", "", Tone.BAD)));

  /** Each kind of series, over axes that count in powers of ten; the cursor is a handle. */
  static final Plot KINDS =
      new Plot(
          "kinds",
          "",
          "bytes",
          "ns",
          Plot.Scale.LOG,
          Plot.Scale.LOG,
          List.of(
              kind(Plot.Series.Kind.LINE, Tone.A, 1),
              kind(Plot.Series.Kind.STEP, Tone.B, 2),
              kind(Plot.Series.Kind.BAR, Tone.BUSY, 3),
              kind(Plot.Series.Kind.DOTS, Tone.OK, 4),
              kind(Plot.Series.Kind.BAND, Tone.WARN, 5)),
          List.of(),
          100,
          Optional.of("size"));

  private static Plot.Series kind(Plot.Series.Kind kind, Tone tone, int first) {
    return new Plot.Series(
        kind.name(),
        kind.name().toLowerCase(Locale.ROOT),
        tone,
        kind,
        List.of(
            new Plot.Point(1, first),
            new Plot.Point(100, 50, 25, 100),
            new Plot.Point(10_000, 1_000)));
  }

  /** Core A, the bus and core B; the line is in core A, and what lies below is in no place. */
  public static final Stage BOARD = board("the line", "");

  static Stage board(String inA, String inB) {
    return Stage.of(cache("a", inA), cache("b", inB), FIGURES)
        .in(
            Board.Place.at(0, "core A", Tone.A, "a"),
            Board.Place.at(1, "bus", Tone.IDLE),
            Board.Place.at(2, "core B", Tone.B, "b"));
  }

  private static Piece cache(String key, String token) {
    Piece.Cell cell = Piece.Cell.of("cell", token.isEmpty() ? "·" : token, Tone.IDLE);
    return new Piece.Cells(
        key,
        "cache",
        Piece.Cells.Form.ROW,
        0,
        List.of(token.isEmpty() ? cell : cell.holding(token)),
        List.of());
  }

  public static final Stage ALL =
      Stage.of(RING, COSTS, LANES, TABLE, LINKS, PLOT, FIGURES, DENSE, CIRCLE, KINDS);

  /** Every text is long, wide, or would move the cursor, and every number is out of place. */
  public static Stage hostile() {
    return hostile("\u001b[2J\n\t<b>&\"'\u202e\u0000 漢字🙂é" + "wide ".repeat(60));
  }

  static Stage hostile(String s) {
    List<Piece.Cell> cells =
        java.util.stream.IntStream.range(0, 90)
            .mapToObj(i -> Piece.Cell.of("c" + i, s, i % 2 == 0 ? Tone.BAD : Tone.GONE))
            .toList();
    List<Piece.Mark> marks =
        List.of(
            new Piece.Mark("m1", s, "c0", Tone.BAD),
            new Piece.Mark("m2", s, "c0", Tone.BAD),
            new Piece.Mark("m3", s, "nowhere", Tone.BAD));
    List<Piece.Cell> few = cells.subList(0, 4);
    List<Plot.Point> points =
        List.of(
            new Plot.Point(-1e300, Double.NaN),
            new Plot.Point(0, 1e300),
            new Plot.Point(Double.POSITIVE_INFINITY, -5),
            new Plot.Point(3, -1e12));
    return Stage.of(
            new Piece.Cells("r", s, Piece.Cells.Form.ROW, 0, cells, marks),
            new Piece.Cells("f", s, Piece.Cells.Form.RING, 0, few, marks),
            new Piece.Cells("g", s, Piece.Cells.Form.GRID, 64, cells, marks),
            new Piece.Cells("e", "", Piece.Cells.Form.GRID, 0, List.of(), List.of()),
            new Piece.Segments(
                "s",
                s,
                s,
                List.of(
                    new Piece.Bar("b0", s, List.of()),
                    new Piece.Bar(
                        "b1",
                        s,
                        List.of(
                            new Piece.Segment("x", s, -4, Tone.A, false),
                            new Piece.Segment("y", s, 1e18, Tone.B, true),
                            new Piece.Segment("z", s, 0.001, Tone.B, false))))),
            new Piece.Lanes(
                "l",
                s,
                java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i ->
                        new Piece.Lane(
                            "l" + i, s, List.of(new Piece.Span("s", s, i, i + 3, Tone.WARN))))
                    .toList(),
                List.of(
                    new Piece.Message("m", s, "l0", 1, "gone", 400, false),
                    new Piece.Message("n", s, "l0", 1, "l2", -1, true)),
                900,
                500),
            new Piece.Table(
                "t",
                s,
                java.util.Collections.nCopies(30, s),
                List.of(
                    Piece.Row.of("r", Tone.A, s, java.util.Collections.nCopies(40, s)).doing(s))),
            new Piece.Links(
                "k",
                s,
                java.util.stream.IntStream.range(0, 40)
                    .mapToObj(i -> Piece.Node.of("n" + i, s, i, i % 3, Tone.OK))
                    .toList(),
                List.of(
                    new Piece.Edge("e0", "n0", "n1", s, Tone.A),
                    new Piece.Edge("e1", "n0", "missing", "", Tone.A),
                    new Piece.Edge("e2", "n3", "n2", "", Tone.A))),
            new Plot(
                "p",
                s,
                s,
                s,
                List.of(
                    new Plot.Series("a", s, Tone.A, points),
                    new Plot.Series("b", s, Tone.B, List.of())),
                List.of(new Plot.Rule("r", s, Double.NaN), new Plot.Rule("q", s, 1e9)),
                Double.NaN),
            new Plot("p2", "", "", "", List.of(), List.of(), 0),
            new Plot(
                "p3",
                s,
                s,
                s,
                Plot.Scale.LOG,
                Plot.Scale.LOG,
                List.of(new Plot.Series("a", s, Tone.A, Plot.Series.Kind.STEP, points)),
                List.of(),
                Double.NaN,
                Optional.of(s)),
            new Piece.Figures("f2", s, List.of(new Piece.Figure("f", s, Double.NaN, s, Tone.BAD))),
            new Piece.Cells("d", s, Piece.Cells.Form.DENSE, 0, cells, marks),
            new Piece.Links(
                "k2",
                s,
                Piece.Links.Layout.CIRCLE,
                List.of(Piece.Node.of("n", s, 0, 0, Tone.OK).holding(s)),
                List.of(new Piece.Edge("e", "n", "n", s, Tone.A))))
        .in(
            new Board.Place("x", s, 0, 0, 1, Tone.A, List.of("r", "nowhere")),
            new Board.Place("y", s, 900, 0, 40, Tone.A, List.of("f")),
            new Board.Place("z", s, 0, 3, 1, Tone.GONE, List.of()));
  }
}
