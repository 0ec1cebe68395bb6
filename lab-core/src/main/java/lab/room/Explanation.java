package lab.room;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a room explains: {@code room.md}, which lies beside its code. Markdown; each part has its
 * heading, and each exercise ends in a code span that says how its answer is checked (see {@link
 * Exercise}), which is not part of the text.
 *
 * @param text the Markdown without those code spans
 * @param exercises in order, numbered from 1
 */
public record Explanation(String text, List<Exercise> exercises) {

  /** The headings of every room, in order. */
  public static final List<String> PARTS =
      List.of(
          "The idea",
          "What to predict",
          "What is modelled",
          "What is not",
          "On x86",
          "On Arm",
          "For the compiler",
          "Exercises",
          "Sources");

  private static final Pattern ITEM = Pattern.compile("(?m)^\\d+\\. +(?=\\S)");

  /** The check of an exercise: the last code span of its item. */
  private static final Pattern CHECK = Pattern.compile("\\s*`([a-z]+ [^`]*)`\\s*\\z");

  public Explanation {
    exercises = List.copyOf(exercises);
  }

  /** Reads the resource {@code room.md} of a package; empty if there is none. */
  static Optional<Explanation> ofPackage(String name) {
    String path = "/" + name.replace('.', '/') + "/room.md";
    try (InputStream in = Explanation.class.getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /**
   * Takes the exercises out of the Markdown of a room.
   *
   * @throws IllegalArgumentException if an exercise does not say how it is checked
   */
  public static Explanation parse(String markdown) {
    int begin = markdown.indexOf("## Exercises\n");
    if (begin < 0) {
      return new Explanation(markdown, List.of());
    }
    int body = markdown.indexOf('\n', begin) + 1;
    int next = markdown.indexOf("\n## ", body);
    int end = next < 0 ? markdown.length() : next;
    List<Exercise> exercises = new ArrayList<>();
    StringBuilder shown = new StringBuilder("\n");
    String[] items = ITEM.split(markdown.substring(body, end).strip());
    for (int i = 1; i < items.length; i++) {
      String item = items[i].strip();
      Matcher check = CHECK.matcher(item);
      if (!check.find()) {
        throw new IllegalArgumentException("an exercise ends in a check: " + item);
      }
      String asked = item.substring(0, check.start()).replaceAll("\\s+", " ");
      exercises.add(Exercise.parse(i, asked, check.group(1)));
      shown.append(i).append(". ").append(asked).append('\n');
    }
    return new Explanation(
        markdown.substring(0, body) + shown + markdown.substring(end), exercises);
  }
}
