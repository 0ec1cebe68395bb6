package lab.cli.render.html;

/** Diagonal stripes: what is busy, and what is taken out of a sum. */
final class Hatch {
  private Hatch() {}

  /**
   * Writes the pattern.
   *
   * @param id of the drawing; a page may have many, and each has a pattern of its own
   */
  static void define(String id, Html html) {
    html.open("defs");
    html.open(
        "pattern",
        "id",
        id + "-hatch",
        "width",
        "6",
        "height",
        "6",
        "patternUnits",
        "userSpaceOnUse",
        "patternTransform",
        "rotate(45)");
    html.empty("rect", "class", "stripe", "width", "1.5", "height", "6").close().close();
  }

  /** The value of {@code fill}. */
  static String of(String id) {
    return "url(#" + id + "-hatch)";
  }
}
