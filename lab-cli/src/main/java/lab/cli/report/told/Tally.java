package lab.cli.report.told;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.room.VerdictWord;

/** Verdicts, counted. */
final class Tally {
  /** From what agrees to what could not be looked at. */
  private static final List<VerdictWord> ORDER =
      List.of(
          VerdictWord.CONFIRMED,
          VerdictWord.CONSISTENT,
          VerdictWord.NOT_SEEN,
          VerdictWord.INCONCLUSIVE,
          VerdictWord.CONTRADICTED,
          VerdictWord.UNAVAILABLE);

  private Tally() {}

  /** Every word and how many there are of it, zeros included. */
  static Map<String, Integer> of(List<VerdictWord> words) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    ORDER.forEach(word -> counts.put(word.word(), 0));
    words.forEach(word -> counts.merge(word.word(), 1, Integer::sum));
    return counts;
  }

  /**
   * {@code 3 confirmed, 1 not seen, 0 contradicted.} What is not there is not said, except that
   * nothing was contradicted.
   */
  static String sentence(Map<String, Integer> counts) {
    List<String> parts = new ArrayList<>();
    counts.forEach((word, n) -> {
      if (n > 0 || word.equals(VerdictWord.CONTRADICTED.word())) {
        parts.add(n + " " + word.toLowerCase(Locale.ROOT));
      }
    });
    return String.join(", ", parts) + ".";
  }
}
