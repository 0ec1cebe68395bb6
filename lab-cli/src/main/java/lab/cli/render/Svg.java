package lab.cli.render;

import java.util.Locale;
import lab.stage.Tone;

/**
 * Writes SVG elements. Tones are classes for a page's style sheet, and presentation attributes so
 * that the picture can be read without one; there is no {@code style} attribute, which a strict
 * content security policy would refuse.
 */
final class Svg {
  /** Units that one character of text takes, for laying out. */
  static final int CHARACTER = 8;

  static final int LINE = 18;

  private final String id;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param id begins the ids of this picture's patterns, so that a page can hold several pictures
   */
  Svg(String id) {
    this.id = id;
  }

  /** Opens an element; attributes are name, value, name, value, … */
  Svg open(String element, Object... attributes) {
    start(element, attributes);
    out.append(">");
    return this;
  }

  Svg close(String element) {
    out.append("</").append(element).append(">\n");
    return this;
  }

  Svg empty(String element, Object... attributes) {
    start(element, attributes);
    out.append("/>\n");
    return this;
  }

  Svg leaf(String element, String text, Object... attributes) {
    open(element, attributes);
    out.append(escape(text));
    return close(element);
  }

  private void start(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escape(attributes[i + 1].toString()))
          .append('"');
    }
  }

  /** Text whose baseline begins at (x, y). */
  Svg text(int x, int y, String text, String classes) {
    return leaf("text", text, "x", x, "y", y, "class", classes, "fill", "#222222");
  }

  /** A box of a tone with its pattern at the left edge and a label, cut where it does not fit. */
  Svg box(String key, int x, int y, int width, int height, String label, Tone tone, String more) {
    String clean = Text.clean(label);
    open("g", "class", classes(tone) + more, "data-key", key);
    leaf("title", clean.isBlank() ? word(tone) : clean + ", " + word(tone));
    empty(
        "rect",
        "x",
        x,
        "y",
        y,
        "width",
        width,
        "height",
        height,
        "rx",
        3,
        "fill",
        light(tone),
        "stroke",
        dark(tone),
        "stroke-width",
        more.contains("changed") ? 3 : 1);
    empty(
        "rect",
        "x",
        x + 2,
        "y",
        y + 2,
        "width",
        6,
        "height",
        Math.max(1, height - 4),
        "fill",
        "url(#" + pattern(tone) + ")");
    int room = (width - 14) / CHARACTER;
    if (room > 0) {
      text(x + 12, y + height / 2 + 5, Text.clip(clean, room, "…"), "label");
    }
    return close("g");
  }

  /** The patterns of the eight tones: lines of another direction and distance for each. */
  Svg patterns() {
    open("defs");
    for (Tone tone : Tone.values()) {
      Hatch hatch = hatch(tone);
      open(
          "pattern",
          "id",
          pattern(tone),
          "width",
          hatch.gap,
          "height",
          hatch.gap,
          "patternUnits",
          "userSpaceOnUse",
          "patternTransform",
          "rotate(" + hatch.angle + ")");
      empty("rect", "width", hatch.gap, "height", hatch.gap, "fill", light(tone));
      empty("rect", "width", hatch.gap, "height", hatch.thick, "fill", dark(tone));
      close("pattern");
    }
    arrowHead();
    return close("defs");
  }

  private void arrowHead() {
    open(
        "marker",
        "id",
        id + "-arrow",
        "viewBox",
        "0 0 8 8",
        "refX",
        8,
        "refY",
        4,
        "markerWidth",
        8,
        "markerHeight",
        8,
        "orient",
        "auto-start-reverse");
    empty("path", "d", "M0 0L8 4L0 8z", "fill", "#444444");
    close("marker");
  }

  /** Parallel lines: their direction, distance and thickness. */
  private record Hatch(int angle, int gap, int thick) {}

  private static Hatch hatch(Tone tone) {
    return switch (tone) {
      case IDLE -> new Hatch(0, 6, 1);
      case A -> new Hatch(45, 4, 2);
      case B -> new Hatch(135, 4, 2);
      case BUSY -> new Hatch(0, 4, 2);
      case OK -> new Hatch(90, 4, 1);
      case WARN -> new Hatch(45, 6, 3);
      case BAD -> new Hatch(135, 3, 2);
      case GONE -> new Hatch(135, 6, 1);
    };
  }

  /** A line, perhaps with an arrow at its end, perhaps broken. */
  Svg line(double x1, double y1, double x2, double y2, Tone tone, boolean arrow, boolean broken) {
    start(
        "line",
        "x1",
        round(x1),
        "y1",
        round(y1),
        "x2",
        round(x2),
        "y2",
        round(y2),
        "class",
        classes(tone),
        "stroke",
        dark(tone));
    if (arrow) {
      out.append(" marker-end=\"url(#").append(id).append("-arrow)\"");
    }
    out.append(broken ? " stroke-dasharray=\"4 3\"/>\n" : "/>\n");
    return this;
  }

  static String round(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String classes(Tone tone) {
    return "tone-" + word(tone);
  }

  static String word(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  private String pattern(Tone tone) {
    return id + "-" + word(tone);
  }

  static String light(Tone tone) {
    return switch (tone) {
      case IDLE -> "#f6f6f6";
      case A -> "#d8e5ff";
      case B -> "#f2dfff";
      case BUSY -> "#d5f2f6";
      case OK -> "#ddf4dd";
      case WARN -> "#fff2c2";
      case BAD -> "#ffd9d9";
      case GONE -> "#e4e4e4";
    };
  }

  static String dark(Tone tone) {
    return switch (tone) {
      case IDLE -> "#8a8a8a";
      case A -> "#1f4fbf";
      case B -> "#862bbd";
      case BUSY -> "#0b7285";
      case OK -> "#2a742a";
      case WARN -> "#9a6200";
      case BAD -> "#bd1717";
      case GONE -> "#6a6a6a";
    };
  }

  /** XML cannot hold control characters even escaped; {@link Text#clean} has replaced them. */
  private static String escape(String text) {
    return Text.clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
