package lab.cli.render.html;

import java.util.Locale;
import lab.stage.Tone;

/**
 * Every colour of the page, the report and exported pictures, in light and in dark. Of each tone
 * there are three: the fill of an area, its edge (lines and points too), and the ink of text on it.
 * Text has a contrast of at least 7.1 to what is under it, edges one of 3.2 to a card, and the
 * edges of the six tones that mean something stay apart for people who see two of the three
 * primaries.
 */
public enum Palette {
  IDLE_FILL("#f4f2ef", "#24262b"),
  IDLE_EDGE("#8b857f", "#85817c"),
  IDLE_INK("#44403c", "#d6d3cf"),
  A_FILL("#dfeaff", "#18294f"),
  A_EDGE("#285feb", "#437df3"),
  A_INK("#172f7a", "#d7e3ff"),
  B_FILL("#efe4f6", "#311f3d"),
  B_EDGE("#701b94", "#9f69ba"),
  B_INK("#4b1265", "#ecd9f7"),
  BUSY_FILL("#e6e9ee", "#2b3038"),
  BUSY_EDGE("#4b5563", "#9aa3af"),
  BUSY_INK("#303843", "#dfe3e8"),
  OK_FILL("#d8f3e6", "#0d372b"),
  OK_EDGE("#31a17c", "#0beba0"),
  OK_INK("#064a3a", "#cbf5e4"),
  WARN_FILL("#fdeec4", "#3b2b06"),
  WARN_EDGE("#c08330", "#d7a01c"),
  WARN_INK("#5c3d00", "#fde9bd"),
  BAD_FILL("#fddcd7", "#4a1713"),
  BAD_EDGE("#85291a", "#d0504f"),
  BAD_INK("#6b1d10", "#ffdcd7"),
  /** The card's own colour: what is gone leaves a dashed outline. */
  GONE_FILL("#ffffff", "#1a1c20"),
  GONE_EDGE("#7d7772", "#85817c"),
  GONE_INK("#575350", "#ada9a4"),

  PAGE("#faf9f7", "#121316"),
  CARD("#ffffff", "#1a1c20"),
  INK("#1c1b1a", "#ecebe9"),
  /** Captions and whatever else is read second. */
  SECOND("#575350", "#ada9a4"),
  /** Decoration only. */
  LINE("#dcd8d3", "#34373d"),
  /** Outline of what can be used. */
  CONTROL("#7d7772", "#8d8983"),
  ACCENT("#1d4ed8", "#8ab0ff");

  private final String light;
  private final String dark;

  Palette(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** In light and in dark surroundings. */
  public enum Theme {
    LIGHT,
    DARK
  }

  static Palette fill(Tone tone) {
    return valueOf(tone + "_FILL");
  }

  static Palette edge(Tone tone) {
    return valueOf(tone + "_EDGE");
  }

  static Palette ink(Tone tone) {
    return valueOf(tone + "_INK");
  }

  /** As {@code #rrggbb}. */
  String in(Theme theme) {
    return theme == Theme.LIGHT ? light : dark;
  }

  /** The custom property, as a style sheet reads it. */
  public String var() {
    return "var(--" + property() + ")";
  }

  private String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The class of whatever has that tone. */
  public static String classOf(Tone tone) {
    return "tone-" + word(tone);
  }

  static String word(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The custom properties in both themes, and for each tone a class that sets {@code --fill},
   * {@code --edge} and {@code --on}. A page is as the system is until {@code data-theme} says
   * otherwise; print is always light.
   */
  public static String css() {
    StringBuilder css = new StringBuilder();
    css.append(":root{color-scheme:light;").append(properties(Theme.LIGHT)).append("}\n");
    String dark = "color-scheme:dark;" + properties(Theme.DARK);
    css.append("@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){")
        .append(dark)
        .append("}}\n");
    css.append("@media screen{:root[data-theme=dark]{").append(dark).append("}}\n");
    for (Tone tone : Tone.values()) {
      css.append('.').append(classOf(tone));
      css.append("{--fill:").append(fill(tone).var());
      css.append(";--edge:").append(edge(tone).var());
      css.append(";--on:").append(ink(tone).var()).append("}\n");
    }
    return css.toString();
  }

  private static String properties(Theme theme) {
    StringBuilder properties = new StringBuilder();
    for (Palette colour : values()) {
      properties.append("--").append(colour.property()).append(':').append(colour.in(theme));
      properties.append(';');
    }
    return properties.toString();
  }
}
