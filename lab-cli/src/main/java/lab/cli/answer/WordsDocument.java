package lab.cli.answer;

import java.util.List;

/**
 * What {@code lab help words} tells: the words and signs that the lab uses, in groups.
 *
 * @param groups in reading order
 */
public record WordsDocument(List<Group> groups) {
  public WordsDocument {
    groups = List.copyOf(groups);
  }

  /** Words that belong together. */
  public record Group(String title, List<Word> words) {
    public Group {
      words = List.copyOf(words);
    }
  }

  /** A word or sign, and what it means, in a sentence or some. */
  public record Word(String word, String meaning) {}
}
