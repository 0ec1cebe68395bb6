package lab.bench.harness;

import java.util.List;
import java.util.Optional;

/** Finds, in what JMH prints about a benchmark that failed, the line that says why. */
final class Failure {
  private static final String CAUSE = "Caused by: ";

  private Failure() {}

  /**
   * The root cause of the exception that the benchmark threw; or, of a fork that ended by itself,
   * the first line that it printed. Empty if JMH reports no failure.
   */
  static Optional<String> in(String said) {
    List<String> lines = said.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    int thrown = lines.indexOf("<failure>");
    if (thrown >= 0) {
      List<String> trace = lines.subList(thrown + 1, lines.size());
      return trace.stream()
          .filter(l -> l.startsWith(CAUSE))
          .reduce((first, later) -> later)
          .map(l -> l.substring(CAUSE.length()))
          .or(() -> trace.stream().findFirst())
          .map(Failure::message);
    }
    // <forked VM failed with exit code 1>, then <stdout …> … </stdout> and the same for stderr.
    return lines.stream()
        .filter(l -> l.startsWith("<forked VM failed"))
        .findFirst()
        .map(l -> lines.subList(lines.indexOf(l), lines.size()))
        .map(rest ->
            rest.stream()
                .filter(l -> !l.startsWith("<"))
                .findFirst()
                .orElse(rest.getFirst().replaceAll("[<>]", "")));
  }

  /** Without the exception's class, if there is a message. */
  private static String message(String exception) {
    int colon = exception.indexOf(": ");
    return colon < 0 ? exception : exception.substring(colon + 2);
  }
}
