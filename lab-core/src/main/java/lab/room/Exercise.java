package lab.room;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Something to find out in a room, whose answer the explorer checks.
 *
 * @param number from 1, as in {@code --exercise=1}
 * @param asks what is to be found, one sentence or two; no answer
 * @param kind what an answer is
 * @param claim the claim that it is about
 * @param changes to the default preset, where the exercise begins
 */
public record Exercise(
    int number, String asks, Kind kind, String claim, Map<String, String> changes) {

  /** What an answer is. */
  public enum Kind {
    /** A schedule that breaks the claim, or reaches what it asks for; held against the shortest. */
    BREAK,
    /** Settings under which the claim cannot break; held against the fewest changes. */
    MEND,
    /** The label of an access that may be weaker than it ships without anything noticing. */
    WEAKEN;

    /** As it stands in {@code room.md} and in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Exercise {
    changes = Ordered.copy(changes);
  }

  /**
   * Reads a check such as {@code break freed-head tag=on}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Exercise parse(int number, String asks, String check) {
    String[] words = check.strip().split(" +", 3);
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> k.word().equals(words[0]))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "an exercise is checked by break, mend or weaken (got %s)".formatted(check)));
    if (words.length < 2) {
      throw new IllegalArgumentException("a check names a claim (got %s)".formatted(check));
    }
    return new Exercise(
        number, asks, kind, words[1], Settings.parse(words.length > 2 ? words[2] : ""));
  }
}
