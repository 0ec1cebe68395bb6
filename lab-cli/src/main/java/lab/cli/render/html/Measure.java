package lab.cli.render.html;

import lab.cli.render.Text;

/**
 * How many CSS pixels text takes in a drawing. Labels are monospaced, so that it is known without a
 * browser: a character is 0.602 em wide in DejaVu Sans Mono, the widest of the usual faces.
 */
final class Measure {
  private static final double LABEL = 15 * 0.605;
  private static final double SMALL = 13 * 0.605;
  private static final double TOTAL = 26 * 0.605;

  private Measure() {}

  /** Of labels in things. */
  static double label(String text) {
    return Text.width(Text.clean(text)) * LABEL;
  }

  /** Of axes, captions and marks. */
  static double small(String text) {
    return Text.width(Text.clean(text)) * SMALL;
  }

  /** Of numbers that are read first. */
  static double total(String text) {
    return Text.width(Text.clean(text)) * TOTAL;
  }

  /** As much of the label as fits. */
  static String fitLabel(String text, double width) {
    return Text.clip(Text.clean(text), (int) Math.floor(Math.max(0, width) / LABEL), "…");
  }

  static String fitSmall(String text, double width) {
    return Text.clip(Text.clean(text), (int) Math.floor(Math.max(0, width) / SMALL), "…");
  }
}
