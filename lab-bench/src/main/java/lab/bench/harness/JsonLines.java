package lab.bench.harness;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints JSON objects, one per line, each whole. */
final class JsonLines {
  private final PrintStream out;

  JsonLines(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints {@code {"event":event, name:value, …}}.
   *
   * @param fields names and values in turn; a value is a text, a number or a collection of texts
   */
  void print(String event, Object... fields) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    object.add("\"event\":" + quote(event));
    for (int i = 0; i < fields.length; i += 2) {
      object.add(quote(fields[i].toString()) + ":" + json(fields[i + 1]));
    }
    synchronized (out) {
      out.println(object);
      out.flush();
    }
  }

  static String json(Object value) {
    return switch (value) {
      // JSON knows no NaN and no infinity: what is not a number is unknown.
      case Double d when !Double.isFinite(d) -> "null";
      case Number n -> n.toString();
      case Collection<?> texts -> {
        StringJoiner array = new StringJoiner(",", "[", "]");
        texts.forEach(t -> array.add(quote(t.toString())));
        yield array.toString();
      }
      default -> quote(value.toString());
    };
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
