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
 * @param means what the row means on other machines, where memory has a part in it; unknown of runs
 *     of earlier labs
 */
public record Verdict(
    String claim,
    Map<String, String> settings,
    VerdictWord word,
    String sentence,
    String label,
    Optional<Weakened> weakened,
    Optional<Means> means) {
  public Verdict {
    settings = Ordered.copy(settings);
  }

  /** A verdict that is not yet called anything. */
  public Verdict(String claim, Map<String, String> settings, VerdictWord word, String sentence) {
    this(claim, settings, word, sentence, "", Optional.empty(), Optional.empty());
  }

  /** The same verdict, of a row that means this on other machines. */
  public Verdict meaning(Optional<Means> elsewhere) {
    return new Verdict(claim, settings, word, sentence, label, weakened, elsewhere);
  }

  /** The same verdict, called so. */
  public Verdict called(String name, Optional<Weakened> weaker) {
    return new Verdict(claim, settings, word, sentence, name, weaker, means);
  }

  /**
   * What may happen to what the claim rules out, each a few words that follow the name: {@code
   * rules it out}.
   */
  public record Means(String x86, String arm, String compiler) {}

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
