package lab.stage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One of the seven primitives of a picture. Keys name a thing for as long as it exists, so that
 * what changed between two pictures is found without knowing what they show. A token names what a
 * thing holds, in words that are read: it keeps its name while it changes place, so a packet, a
 * line or a node is seen to move.
 */
public sealed interface Piece
    permits Piece.Cells,
        Piece.Segments,
        Piece.Lanes,
        Piece.Table,
        Piece.Links,
        Piece.Figures,
        Plot {

  /** Stable within the experiment. */
  String key();

  /** Heading, may be empty. */
  String title();

  /** Rings, cache lines, arrays, chunks. */
  record Cells(String key, String title, Form form, int columns, List<Cell> cells, List<Mark> marks)
      implements Piece {
    public Cells {
      cells = List.copyOf(cells);
      marks = List.copyOf(marks);
    }

    /** How the cells are laid out; {@code columns} counts for GRID and DENSE. */
    public enum Form {
      ROW,
      RING,
      GRID,
      /**
       * Small cells of which the tone and the value are drawn and the label is not: 64 to 4,096.
       */
      DENSE
    }
  }

  /**
   * A cell.
   *
   * @param label short
   * @param value how full or how hot, 0 to 1, where there are too many cells for labels
   * @param token what it holds
   */
  record Cell(
      String key,
      String label,
      Tone tone,
      OptionalDouble value,
      Optional<Click> click,
      Optional<String> token) {
    public static Cell of(String key, String label, Tone tone) {
      return new Cell(key, label, tone, OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    /** The same cell; a click takes that step. */
    public Cell doing(String action) {
      return clicked(Optional.of(new Click.Step(action)));
    }

    /** The same cell; a click takes that step, if there is one. */
    public Cell doing(Optional<String> action) {
      return clicked(action.map(Click.Step::new));
    }

    public Cell clicked(Optional<Click> does) {
      return new Cell(key, label, tone, value, does, token);
    }

    public Cell valued(double part) {
      return new Cell(key, label, tone, OptionalDouble.of(part), click, token);
    }

    public Cell holding(String what) {
      return new Cell(key, label, tone, value, click, Optional.of(what));
    }
  }

  /** A mark at a cell, such as HEAD or TAIL. */
  record Mark(String key, String label, String cell, Tone tone) {}

  /** Latency stages, cost shares: bars of labelled values with a unit. */
  record Segments(String key, String title, String unit, List<Bar> bars) implements Piece {
    public Segments {
      bars = List.copyOf(bars);
    }
  }

  /** A bar of segments, drawn in order. */
  record Bar(String key, String label, List<Segment> segments) {
    public Bar {
      segments = List.copyOf(segments);
    }
  }

  /** A value within a bar; a removed one stays, hatched, and does not count. */
  record Segment(
      String key, String label, double value, Tone tone, boolean removed, Optional<Click> click) {
    public Segment(String key, String label, double value, Tone tone, boolean removed) {
      this(key, label, value, tone, removed, Optional.empty());
    }

    /** The same segment; a click takes that step. */
    public Segment doing(String action) {
      return clicked(Optional.of(new Click.Step(action)));
    }

    public Segment clicked(Optional<Click> does) {
      return new Segment(key, label, value, tone, removed, does);
    }
  }

  /** Threads, hosts, core–bus–device: one lane each, time runs along them. */
  record Lanes(String key, String title, List<Lane> lanes, List<Message> messages, int now, int end)
      implements Piece {
    public Lanes {
      lanes = List.copyOf(lanes);
      messages = List.copyOf(messages);
    }
  }

  /** A lane with what happened on it. */
  record Lane(String key, String label, List<Span> spans) {
    public Lane {
      spans = List.copyOf(spans);
    }
  }

  /** Something that took from time {@code from} (inclusive) to {@code to} (exclusive). */
  record Span(String key, String label, int from, int to, Tone tone) {}

  /** From one lane to another; a lost one never arrives. */
  record Message(
      String key,
      String label,
      String fromLane,
      int sent,
      String toLane,
      int arrives,
      boolean lost,
      Optional<String> token) {
    public Message(
        String key,
        String label,
        String fromLane,
        int sent,
        String toLane,
        int arrives,
        boolean lost) {
      this(key, label, fromLane, sent, toLane, arrives, lost, Optional.empty());
    }

    public Message holding(String what) {
      return new Message(key, label, fromLane, sent, toLane, arrives, lost, Optional.of(what));
    }
  }

  /** Page tables, state by core, and code with a program counter. */
  record Table(String key, String title, List<String> head, List<Row> rows) implements Piece {
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }
  }

  /** A row; {@code mark} stands in front of it (a program counter, an arrow) and may be empty. */
  record Row(String key, List<String> cells, Tone tone, String mark, Optional<Click> click) {
    public Row {
      cells = List.copyOf(cells);
    }

    public static Row of(String key, Tone tone, String mark, String... cells) {
      return of(key, tone, mark, List.of(cells));
    }

    public static Row of(String key, Tone tone, String mark, List<String> cells) {
      return new Row(key, cells, tone, mark, Optional.empty());
    }

    /** The same row; a click takes that step. */
    public Row doing(String action) {
      return clicked(Optional.of(new Click.Step(action)));
    }

    /** The same row; a click takes that step, if there is one. */
    public Row doing(Optional<String> action) {
      return clicked(action.map(Click.Step::new));
    }

    public Row clicked(Optional<Click> does) {
      return new Row(key, cells, tone, mark, does);
    }
  }

  /** Lists, trees, topologies: nodes and the edges between them. */
  record Links(String key, String title, Layout layout, List<Node> nodes, List<Edge> edges)
      implements Piece {
    public Links {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }

    public Links(String key, String title, List<Node> nodes, List<Edge> edges) {
      this(key, title, Layout.GRID, nodes, edges);
    }

    /** Where the nodes stand: at their column and row, or in their order around a circle. */
    public enum Layout {
      GRID,
      CIRCLE
    }
  }

  /** A node at a place of the grid, counted from 0. */
  record Node(
      String key,
      String label,
      int column,
      int row,
      Tone tone,
      Optional<Click> click,
      Optional<String> token) {
    public static Node of(String key, String label, int column, int row, Tone tone) {
      return new Node(key, label, column, row, tone, Optional.empty(), Optional.empty());
    }

    /** The same node; a click takes that step. */
    public Node doing(String action) {
      return clicked(Optional.of(new Click.Step(action)));
    }

    /** The same node; a click takes that step, if there is one. */
    public Node doing(Optional<String> action) {
      return clicked(action.map(Click.Step::new));
    }

    public Node clicked(Optional<Click> does) {
      return new Node(key, label, column, row, tone, does, token);
    }

    public Node holding(String what) {
      return new Node(key, label, column, row, tone, click, Optional.of(what));
    }
  }

  /** An arrow between two nodes. */
  record Edge(String key, String from, String to, String label, Tone tone) {}

  /** Numbers that are to be read before anything else. */
  record Figures(String key, String title, List<Figure> figures) implements Piece {
    public Figures {
      figures = List.copyOf(figures);
    }
  }

  /** A number with its unit, which may be empty: {@code percent}. */
  record Figure(String key, String label, double value, String unit, Tone tone) {}
}
