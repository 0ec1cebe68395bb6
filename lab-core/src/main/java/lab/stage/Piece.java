package lab.stage;

import java.util.List;
import java.util.Optional;

/**
 * One of the six primitives of a picture. Keys name a thing for as long as it exists, so that what
 * changed between two pictures is found without knowing what they show. An action is the text of
 * the {@code lab.explore.Action} that a click on the thing performs.
 */
public sealed interface Piece {

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

    /** How the cells are laid out; {@code columns} counts for GRID only. */
    public enum Form {
      ROW,
      RING,
      GRID
    }
  }

  /** A cell: a short label, how it stands, and what a click on it does. */
  record Cell(String key, String label, Tone tone, Optional<String> action) {
    public static Cell of(String key, String label, Tone tone) {
      return new Cell(key, label, tone, Optional.empty());
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
  record Segment(String key, String label, double value, Tone tone, boolean removed) {}

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
      boolean lost) {}

  /** Page tables, state by core, and code with a program counter. */
  record Table(String key, String title, List<String> head, List<Row> rows) implements Piece {
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }
  }

  /** A row; {@code mark} stands in front of it (a program counter, an arrow) and may be empty. */
  record Row(String key, List<String> cells, Tone tone, String mark, Optional<String> action) {
    public Row {
      cells = List.copyOf(cells);
    }

    public static Row of(String key, Tone tone, String mark, String... cells) {
      return new Row(key, List.of(cells), tone, mark, Optional.empty());
    }
  }

  /** Lists, trees, topologies: nodes on a grid and the edges between them. */
  record Links(String key, String title, List<Node> nodes, List<Edge> edges) implements Piece {
    public Links {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }
  }

  /** A node at a place of the grid, counted from 0. */
  record Node(String key, String label, int column, int row, Tone tone, Optional<String> action) {}

  /** An arrow between two nodes. */
  record Edge(String key, String from, String to, String label, Tone tone) {}

  /** Values over an axis. Points are (x, y) pairs with ascending x. */
  record Plot(
      String key,
      String title,
      String xLabel,
      String yLabel,
      List<Series> series,
      List<Rule> rules,
      double cursor)
      implements Piece {
    public Plot {
      series = List.copyOf(series);
      rules = List.copyOf(rules);
    }
  }

  /** One line of a plot. */
  record Series(String key, String label, Tone tone, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /** A point of a plot, and how sure it is: {@code y} lies from {@code low} to {@code high}. */
  record Point(double x, double y, double low, double high) {
    /** A point that is what it is. */
    public Point(double x, double y) {
      this(x, y, y, y);
    }
  }

  /** A horizontal rule of a plot, such as a threshold. */
  record Rule(String key, String label, double y) {}
}
