package lab.input;

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
        .filter(
            c -> distance(text, c.toLowerCase(Locale.ROOT)) <= Math.max(1, (c.length() + 1) / 3))
        .min(Comparator.comparingInt(c -> distance(text, c.toLowerCase(Locale.ROOT))));
  }

  /** Insertions, deletions, substitutions, and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substituted = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(substituted, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
