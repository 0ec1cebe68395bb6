package lab.bench.net.encapsulation;

import java.util.Optional;
import lab.bench.harness.LiveAnswers;

/** What was as predicted and what was not; the first that was not is told. */
final class Tally {
  static final String AS_PREDICTED = "as-predicted";
  static final String OTHER_BYTES = "other-bytes";

  private final LiveAnswers answers;
  private long right;
  private long wrong;
  private long leftOut;

  Tally(LiveAnswers answers) {
    this.answers = answers;
  }

  /**
   * @param difference what was counted instead; empty if nothing else was
   */
  void add(Optional<String> difference) {
    if (difference.isEmpty()) {
      right++;
      return;
    }
    if (wrong++ == 0) {
      answers.value("first difference", difference.get());
    }
  }

  /** A message that says nothing: TCP sent it again, or others sent too. */
  void leaveOut() {
    leftOut++;
  }

  /** Says the counts so far. */
  void tell() {
    answers.outcome(AS_PREDICTED, right);
    answers.outcome(OTHER_BYTES, wrong);
  }

  long leftOut() {
    return leftOut;
  }
}
