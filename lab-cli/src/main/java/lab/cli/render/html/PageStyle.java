package lab.cli.render.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Function;
import lab.cli.render.html.Palette.Theme;
import lab.stage.Tone;

/** Style sheets. Measures and forms are resources, colours come from {@link Palette} alone. */
public final class PageStyle {
  /** Columns of a grid of cells. */
  static final int MOST_COLUMNS = 24;

  private static final int MOST_LINES = 24;

  private PageStyle() {}

  /** What pictures by {@link PageRenderer} need, the palette included. */
  public static String picture() {
    StringBuilder css = new StringBuilder(Palette.css());
    css.append(":root{--hatch:").append(Palette.LINE.var()).append("}\n");
    for (int i = 0; i < BoardLayout.TRACKS; i++) {
      css.append(".at-").append(i).append("{grid-column-start:").append(i + 1).append('}');
      css.append(".span-").append(i + 1).append("{grid-column-end:span ").append(i + 1).append('}');
    }
    for (int i = 1; i <= MOST_COLUMNS; i++) {
      css.append(".cols-").append(i).append("{grid-template-columns:repeat(").append(i);
      css.append(",auto)}");
    }
    for (int i = 0; i < MOST_LINES; i++) {
      css.append(".line-").append(i).append("{grid-row:").append(i + 1).append('}');
    }
    css.append('\n').append(resource("picture.css"));
    css.append(resource("drawing.css"));
    for (Tone tone : Tone.values()) {
      toned(css, tone, Palette::var);
    }
    return css + plain(Palette::var);
  }

  /** A page that people read from top to bottom, with pictures in it. */
  public static String page() {
    return picture() + resource("page.css");
  }

  /**
   * What an exported drawing carries in itself, in both themes. Its colours are written out: many
   * programs that show SVG know no custom properties.
   */
  static String drawing() {
    return resource("drawing.css")
        + colours(Theme.LIGHT)
        + "@media (prefers-color-scheme:dark){\n"
        + colours(Theme.DARK)
        + "}\n";
  }

  private static String colours(Theme theme) {
    Function<Palette, String> value = colour -> colour.in(theme);
    StringBuilder css = new StringBuilder();
    for (Tone tone : Tone.values()) {
      toned(css, tone, value);
    }
    return css
        + plain(value)
        + (".sheet{fill:" + Palette.PAGE.in(theme) + "}\n")
        + (".card{fill:" + Palette.CARD.in(theme) + ";stroke:" + Palette.LINE.in(theme) + "}\n");
  }

  private static void toned(StringBuilder css, Tone tone, Function<Palette, String> value) {
    String scope = ".drawing ." + Palette.classOf(tone);
    String fill = value.apply(Palette.fill(tone));
    String edge = value.apply(Palette.edge(tone));
    String ink = value.apply(Palette.ink(tone));
    css.append(scope).append(" .area{fill:").append(fill).append(";stroke:").append(edge);
    css.append('}').append(scope).append(" .tint{fill:").append(fill);
    css.append('}').append(scope).append(" .inner,").append(scope);
    css.append(" .stroke{stroke:").append(edge).append('}');
    css.append(scope).append(" .point{fill:").append(edge).append('}');
    css.append(scope).append(" .on{fill:").append(ink).append("}\n");
    // Keeps the hatching out of the letters.
    css.append(tone == Tone.BUSY ? scope + " .label{stroke:" + fill + "}\n" : "");
  }

  private static String plain(Function<Palette, String> value) {
    return rule("ink", "fill", value.apply(Palette.INK))
        + rule("second", "fill", value.apply(Palette.SECOND))
        + rule("stripe", "fill", value.apply(Palette.SECOND))
        + rule("grid", "stroke", value.apply(Palette.LINE))
        + rule("axis", "stroke", value.apply(Palette.CONTROL))
        + rule("now", "stroke", value.apply(Palette.ACCENT))
        + rule("halo", "fill", value.apply(Palette.INK))
        + rule("halo", "stroke", value.apply(Palette.CARD))
        + rule("handle", "fill", value.apply(Palette.ACCENT))
        + rule("handle", "stroke", value.apply(Palette.CARD));
  }

  private static String rule(String name, String property, String value) {
    return ".drawing ." + name + "{" + property + ":" + value + "}\n";
  }

  /** The source that a content security policy allows for this sheet: {@code 'sha256-…'}. */
  public static String source(String sheet) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = PageStyle.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
