package lab.cli.judge;

import java.util.List;
import java.util.stream.Collectors;
import lab.cli.answer.HostResult;
import lab.cli.answer.Rows;
import lab.room.Findings;

/**
 * What broken twins say. A copy that was broken on purpose, or a schedule that was staged, shows
 * that a test can fail. It is no evidence of what ships, so that it is in no row and makes no
 * verdict: it is told beside its row.
 */
public final class Twins {
  private Twins() {}

  /** The twins of the row that a result belongs to: of the same claim, settings and kind. */
  public static List<HostResult.Outcomes> of(
      List<? extends HostResult> host, HostResult.Outcomes one) {
    return Row.standingFor(host, one).filter(HostResult.Outcomes::isTwin).toList();
  }

  /** {@code the test can fail: its broken twin (reused first) was seen 1,795 of 2,048}. */
  public static String words(HostResult.Outcomes twin) {
    String name = Rows.words(twin.test()) + changed(twin);
    return twin.violations() > 0
        ? "the test can fail: its broken twin (%s) was seen %s of %s"
            .formatted(name, Findings.number(twin.violations()), Findings.number(twin.samples()))
        : "its broken twin (%s) was not seen to fail this time, in %s samples"
            .formatted(name, Findings.number(twin.samples()));
  }

  /** What was rewritten to break it, if a class was. */
  private static String changed(HostResult.Outcomes twin) {
    return twin.notes().stream()
        .filter(n -> n.startsWith("rewritten: "))
        .map(n -> "; " + n)
        .collect(Collectors.joining());
  }
}
