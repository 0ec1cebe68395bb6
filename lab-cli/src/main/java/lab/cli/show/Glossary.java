package lab.cli.show;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lab.cli.answer.WordsDocument;
import lab.cli.answer.WordsDocument.Group;
import lab.cli.answer.WordsDocument.Word;

/**
 * The words that the lab uses, from {@code words.md}: a heading for each group, and below it lines
 * such as {@code - **grain** What one step is.}
 */
final class Glossary {
  private static final String RESOURCE = "words.md";
  private static final String TITLE = "## ";
  private static final String BEGIN = "- **";
  private static final String END = "** ";

  private Glossary() {}

  static WordsDocument read() {
    try (InputStream in = Glossary.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static WordsDocument parse(String markdown) {
    List<Group> groups = new ArrayList<>();
    for (String part : markdown.split("(?m)^" + TITLE)) {
      List<String> lines = part.strip().lines().toList();
      List<Word> words = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith(BEGIN)) {
          int end = line.indexOf(END, BEGIN.length());
          words.add(
              new Word(line.substring(BEGIN.length(), end), line.substring(end + END.length())));
        }
      }
      if (!words.isEmpty()) {
        groups.add(new Group(lines.getFirst(), words));
      }
    }
    return new WordsDocument(groups);
  }
}
