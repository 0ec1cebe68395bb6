package lab.cli.answer;

import java.util.Map;
import java.util.Optional;
import lab.room.Ordered;
import lab.room.VerdictWord;

/**
 * One word for a row, and the sentence that gives its reason.
 *
 * @param settings the controls that the row stands for
 * @param label what the row is called: no two of a run are called the same
 * @param weakened the access that ran weaker than it ships, if one did
 */
public record Verdict(
    String claim,
    Map<String, String> settings,
    VerdictWord word,
    String sentence,
    String label,
    Optional<Weakened> weakened) {
  public Verdict {
    settings = Ordered.copy(settings);
  }

  /** A verdict that is not yet called anything. */
  public Verdict(String claim, Map<String, String> settings, VerdictWord word, String sentence) {
    this(claim, settings, word, sentence, "", Optional.empty());
  }

  /**
   * One labelled access of a class that ships, weaker than it ships.
   *
   * @param type binary name of the class
   * @param from what the access is, named as VarHandle's method
   * @param to what it became
   * @param comment what the code says of it
   */
  public record Weakened(
      String type, String label, String from, String to, Optional<String> comment) {}
}
