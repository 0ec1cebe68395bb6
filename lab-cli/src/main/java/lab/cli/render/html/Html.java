package lab.cli.render.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import lab.cli.render.Text;

/**
 * Writes elements of HTML and of the SVG in it. What it writes is well-formed XML too, so that a
 * test can parse it. Whatever a person or a program wrote goes through {@link #escape}; an
 * attribute that a strict content security policy refuses is refused here.
 */
public final class Html {
  private static final Set<String> VOID =
      Set.of("br", "col", "hr", "img", "input", "link", "meta", "wbr");

  /** No line break behind these: it would be seen as a blank. */
  private static final Set<String> INLINE =
      Set.of("a", "b", "button", "code", "em", "i", "span", "strong", "text", "title", "tspan");

  /** The elements of SVG that have nothing in them. */
  private static final Set<String> SHAPES =
      Set.of("circle", "ellipse", "line", "path", "polygon", "rect", "use");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are name, value, name, value, …; null leaves one out. */
  public Html open(String element, String... attributes) {
    if (VOID.contains(element)) {
      throw new IllegalArgumentException(element + " has no content");
    }
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  public Html close() {
    String element = open.pop();
    out.append("</").append(element).append('>');
    if (!INLINE.contains(element)) {
      out.append('\n');
    }
    return this;
  }

  /** An element without content: {@code br}, {@code meta}, or one of SVG. */
  public Html empty(String element, String... attributes) {
    if (!VOID.contains(element) && !SHAPES.contains(element)) {
      throw new IllegalArgumentException(element + " has an end tag");
    }
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element with text in it. */
  public Html leaf(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** What another one has written, all of it closed. */
  public Html add(Html other) {
    out.append(other);
    return this;
  }

  /**
   * A {@code style} element.
   *
   * @throws IllegalArgumentException if the sheet has a character that would be read as markup
   */
  public Html style(String sheet) {
    if (sheet.indexOf('<') >= 0 || sheet.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet must have no < and no &: " + sheet);
    }
    out.append("<style>").append(sheet).append("</style>\n");
    return this;
  }

  /** Data for tools: JSON in a {@code script} element that is never run. */
  public Html json(String id, String json) {
    start("script", "type", "application/json", "id", id);
    out.append('>');
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean plain = c == '\n' || (c >= ' ' && c < 0x7f && "<>&".indexOf(c) < 0);
      out.append(plain ? String.valueOf(c) : "\\u" + Integer.toHexString(0x10000 | c).substring(1));
    }
    out.append("</script>\n");
    return this;
  }

  private void start(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String name = attributes[i];
      if (attributes[i + 1] == null) {
        continue;
      }
      if (name.equals("style") || name.startsWith("on")) {
        throw new IllegalArgumentException("no page of ours has the attribute " + name);
      }
      out.append(' ').append(name).append("=\"").append(escape(attributes[i + 1])).append('"');
    }
  }

  /** The only way of text and of attribute values into a page. */
  static String escape(String text) {
    return Text.clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A class or an id of letters, digits and hyphens: every other character becomes a hyphen. */
  public static String name(String text) {
    StringBuilder name = new StringBuilder();
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      name.append(plain ? c : '-');
    }
    return name.toString();
  }

  /**
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + String.join(", ", open));
    }
    return out.toString();
  }
}
