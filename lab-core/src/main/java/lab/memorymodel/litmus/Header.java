package lab.memorymodel.litmus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands before the initial state: {@code Java MP}, then strings and {@code Key=text} lines.
 *
 * @param text the first string, without its quotes; may be empty
 * @param info the {@code Key=text} lines
 * @param end offset of the brace behind the header
 */
record Header(Dialect dialect, String name, String text, Map<String, String> info, int end) {

  static Header read(Source source) {
    int at = source.skipBlanks(0, true);
    int wordEnd = endOfWord(source, at);
    String word = source.text().substring(at, wordEnd);
    Dialect dialect =
        Dialect.of(word)
            .orElseThrow(() -> source.error(at, "one of " + Dialect.words(), shown(word)));
    int nameBegin = wordEnd;
    while (source.startsWith(" ", nameBegin) || source.startsWith("\t", nameBegin)) {
      nameBegin++;
    }
    int nameEnd = endOfWord(source, nameBegin);
    if (nameBegin == nameEnd) {
      throw source.error(nameEnd, "the name of the test", "the end of the line");
    }
    String text = "";
    Map<String, String> info = new LinkedHashMap<>();
    int next = source.skipBlanks(nameEnd, true);
    while (!source.startsWith("{", next)) {
      if (source.isEnd(next)) {
        throw source.error(next, "{ and the initial state", "the end of the file");
      }
      if (source.startsWith("\"", next)) {
        int close = source.text().indexOf('"', next + 1);
        if (close < 0) {
          throw source.error(next, "a string that ends with \"", "the end of the file");
        }
        text = text.isEmpty() ? source.text().substring(next + 1, close) : text;
        next = close + 1;
      } else {
        int end = endOfLine(source, next);
        String line = source.text().substring(next, end).strip();
        int equals = line.indexOf('=');
        if (equals <= 0 || !line.substring(0, equals).strip().matches("[A-Za-z][A-Za-z0-9_-]*")) {
          throw source.error(next, "\"text\", Key=text or {", line);
        }
        info.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        next = end;
      }
      next = source.skipBlanks(next, true);
    }
    String name = source.text().substring(nameBegin, nameEnd);
    return new Header(dialect, name, text.replaceAll("\\s+", " "), info, next);
  }

  private static String shown(String word) {
    return word.isEmpty() ? "the end of the file" : word;
  }

  private static int endOfWord(Source source, int at) {
    int end = at;
    while (!source.isEnd(end) && !Character.isWhitespace(source.text().charAt(end))) {
      end++;
    }
    return end;
  }

  private static int endOfLine(Source source, int at) {
    int newline = source.text().indexOf('\n', at);
    return newline < 0 ? source.text().length() : newline;
  }
}
