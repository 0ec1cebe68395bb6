package lab.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Measures and fits text for a terminal, where a character may take no, one or two columns. */
public final class Text {
  private Text() {}

  /**
   * Makes text harmless: whatever would move the cursor, break the line or turn the writing
   * direction becomes a question mark, white space a blank.
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c ->
            clean.appendCodePoint(
                Character.isWhitespace(c) || Character.isSpaceChar(c)
                    ? ' '
                    : isHarmful(c) ? '?' : c));
    return clean.toString();
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** Columns that the text takes. */
  public static int width(String text) {
    return text.codePoints().map(Text::width).sum();
  }

  /** Columns of one code point; wide where East Asian scripts and pictographs are. */
  static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  /** The text if it fits, else as much as fits with {@code ellipsis} at its end. */
  public static String clip(String text, int columns, String ellipsis) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder clipped = new StringBuilder();
    int left = columns - width(ellipsis);
    for (int c : text.codePoints().toArray()) {
      left -= width(c);
      if (left < 0) {
        break;
      }
      clipped.appendCodePoint(c);
    }
    return columns <= 0 ? "" : clipped + ellipsis;
  }

  /** {@link #clip} between words, where a word ends in the second half of what is left. */
  public static String clipWords(String text, int columns, String ellipsis) {
    String clean = clean(text);
    String clipped = clip(clean, columns, ellipsis);
    int blank = clipped.lastIndexOf(' ');
    return clipped.equals(clean) || blank < clipped.length() / 2
        ? clipped
        : clipped.substring(0, blank) + " " + ellipsis;
  }

  /** The text with blanks up to that width. */
  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /**
   * Breaks text into lines between words; a word that is too long is cut into several, a schedule
   * behind a comma.
   */
  public static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : clean(text).strip().split(" +", -1)) {
      String rest = word;
      if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest) > columns) {
        String head = clip(rest, columns, "");
        head = head.substring(0, head.contains(",") ? head.lastIndexOf(',') + 1 : head.length());
        lines.add(head);
        rest = rest.substring(head.length());
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** {@link #wrap} with {@code first} before the first line and as many blanks before the rest. */
  public static List<String> hang(String first, String text, int columns) {
    int indent = width(first);
    List<String> lines = new ArrayList<>();
    for (String line : wrap(text, Math.max(1, columns - indent))) {
      lines.add((lines.isEmpty() ? first : " ".repeat(indent)) + line);
    }
    return lines;
  }
}
