package lab.cli.render;

/** How many lines a picture may take for the sake of being read at a glance. */
public enum Density {
  /** Boxes around cells, room between pieces. */
  ROOMY,
  /** A line where a line will do; of code, the lines around the one that is next. */
  COMPACT,
  /** The same, and of code no more than the line that is next between its neighbours. */
  TIGHT
}
