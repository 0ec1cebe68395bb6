package lab.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to type. */
public final class Suggest {
  private Suggest() {}

  /** {@code "; did you mean aba?"}, or nothing where no candidate is near. */
  public static String didYouMean(String typed, Collection<String> candidates) {
    return nearest(typed, candidates).map(c -> "; did you mean " + c + "?").orElse("");
  }

  /** The candidate that is the fewest edits away, if it is near enough to be meant. */
  public static Optional<String> nearest(String typed, Collection<String> candidates) {
    String text = typed.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(c -> distance(text, c.toLowerCase(Locale.ROOT)) <= Math.max(1, c.length() / 3))
        .min(Comparator.comparingInt(c -> distance(text, c.toLowerCase(Locale.ROOT))));
  }

  /** Levenshtein distance: insertions, deletions and substitutions. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
