package lab.cli.render.html;

import lab.stage.Numbers;

/** The {@code d} of a path. */
final class Path {
  private final StringBuilder d = new StringBuilder();

  Path move(double x, double y) {
    return to("M", x, y);
  }

  Path line(double x, double y) {
    return to("L", x, y);
  }

  /** A curve with its two control points. */
  Path curve(double ax, double ay, double bx, double by, double x, double y) {
    return to("C", ax, ay).to(" ", bx, by).to(" ", x, y);
  }

  /** A part of a circle, less than half of it. */
  Path arc(double radius, boolean clockwise, double x, double y) {
    return to("A", radius, radius).to(clockwise ? " 0 0 1 " : " 0 0 0 ", x, y);
  }

  Path end() {
    d.append('z');
    return this;
  }

  boolean isEmpty() {
    return d.isEmpty();
  }

  private Path to(String command, double x, double y) {
    d.append(command).append(Numbers.coordinate(x)).append(' ').append(Numbers.coordinate(y));
    return this;
  }

  @Override
  public String toString() {
    return d.toString();
  }
}
