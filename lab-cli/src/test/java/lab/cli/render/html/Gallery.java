package lab.cli.render.html;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.stage.Board.Place;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Piece.Edge;
import lab.stage.Piece.Links;
import lab.stage.Piece.Mark;
import lab.stage.Piece.Node;
import lab.stage.Piece.Row;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;

/** Pictures as rooms draw them, with things to click. */
final class Gallery {
  private Gallery() {}

  /** Every kind of thing that can be clicked; {@code tag=on} sets a control, the others step. */
  static final Stage CLICKS =
      Stage.of(
          ring(8, "nic.fetch"),
          new Cells(
              "free",
              "free list",
              Cells.Form.ROW,
              0,
              List.of(
                  Cell.of("a", "A", Tone.B).doing("t2.push:A").holding("node A"),
                  Cell.of("tag", "tag", Tone.IDLE).clicked(Optional.of(new Click.Set("tag=on")))),
              List.of()),
          new Cells(
              "lines",
              "lines",
              Cells.Form.DENSE,
              16,
              IntStream.range(0, 64)
                  .mapToObj(i ->
                      Cell.of("l" + i, "line " + i, Tone.OK)
                          .valued(i / 64.0)
                          .doing("cpu.load:" + i))
                  .toList(),
              List.of()),
          new Piece.Table(
              "pages",
              "",
              List.of("page", "frame"),
              List.of(Row.of("p0", Tone.BUSY, ">", "", "0x4000").doing("nic.dma:0x1000"))),
          new Links(
              "gpus",
              "",
              List.of(
                  Node.of("g0", "GPU 0", 0, 0, Tone.A).doing("gpu0.send"),
                  Node.of("g1", "GPU 1", 1, 0, Tone.BUSY)),
              List.of(new Edge("e", "g0", "g1", "", Tone.A))));

  static final List<String> CLICKED =
      List.of("nic.fetch", "t2.push:A", "cpu.load:0", "cpu.load:63", "nic.dma:0x1000", "gpu0.send");

  /** Two rows of places, one of them across. */
  static final Stage HOST =
      Stage.of(ring(16, ""), cells("wire", "frame 1"), cells("dram", "payload"), chase())
          .in(
              Place.at(0, "driver", Tone.A),
              Place.at(1, "ring in memory", Tone.IDLE, "ring"),
              Place.at(2, "NIC", Tone.B, "wire"),
              Place.at(0, "host memory", Tone.IDLE, "dram").wide(3).below(1));

  static Cells ring(int slots, String action) {
    return new Cells(
        "ring",
        "ring",
        Cells.Form.RING,
        0,
        IntStream.range(0, slots)
            .mapToObj(i -> {
              Cell cell = Cell.of("s" + i, i % 5 == 2 ? "42" : "", i % 5 == 2 ? Tone.A : Tone.IDLE);
              return i == 2 && !action.isEmpty() ? cell.doing(action) : cell;
            })
            .toList(),
        List.of(
            new Mark("head", "HEAD", "s1", Tone.B),
            new Mark("tail", "TAIL", "s1", Tone.A),
            new Mark("seen", "seen", "s" + slots / 2, Tone.OK)));
  }

  private static Cells cells(String key, String label) {
    return new Cells(
        key, "", Cells.Form.ROW, 0, List.of(Cell.of("c", label, Tone.BUSY)), List.of());
  }

  /** A pointer chase over sizes in powers of two, each point with its interval. */
  static Plot chase() {
    return new Plot(
        "chase",
        "load latency",
        "bytes",
        "ns",
        Plot.Scale.LOG,
        Plot.Scale.LOG,
        List.of(
            new Plot.Series("seq", "sequential", Tone.A, Plot.Series.Kind.LINE, chase(0.2)),
            new Plot.Series("rnd", "random", Tone.B, Plot.Series.Kind.STEP, chase(1))),
        List.of(new Plot.Rule("dram", "DRAM", 80)),
        65536,
        Optional.of("size"));
  }

  private static List<Plot.Point> chase(double steep) {
    return IntStream.range(0, 14)
        .mapToObj(i -> {
          double y = 1 + 90 * steep * i * i * i / 2197.0;
          return new Plot.Point(1024L << i, y, y * 0.9, y * 1.2);
        })
        .toList();
  }

  /** Eight in a circle. */
  static final Links CIRCLE =
      new Links(
          "circle",
          "all-reduce",
          Links.Layout.CIRCLE,
          IntStream.range(0, 8)
              .mapToObj(i -> Node.of("g" + i, "GPU " + i, 0, 0, i == 3 ? Tone.WARN : Tone.IDLE))
              .toList(),
          IntStream.range(0, 8)
              .mapToObj(i -> new Edge("e" + i, "g" + i, "g" + (i + 1) % 8, "", Tone.BUSY))
              .toList());

  /** More cells than are an element each. */
  static final Cells HEAT =
      new Cells(
          "heat",
          "4,096 lines",
          Cells.Form.DENSE,
          64,
          IntStream.range(0, 4096)
              .mapToObj(
                  i -> Cell.of("h" + i, "", i % 97 == 0 ? Tone.BAD : Tone.OK).valued(i % 64 / 63.0))
              .toList(),
          List.of());

  static final Stage MORE = Stage.of(CIRCLE, HEAT, ring(32, ""), chase());
}
