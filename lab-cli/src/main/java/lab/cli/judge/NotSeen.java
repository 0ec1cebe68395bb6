package lab.cli.judge;

import java.util.Locale;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Words;
import lab.memorymodel.Architecture;
import lab.room.ProgramControls;

/** Says why something that the model allows was not seen: a zero alone says nothing. */
final class NotSeen {
  private NotSeen() {}

  /**
   * Could this CPU have shown it, and how long was looked?
   *
   * @param unseen the room's own reason, where memory has no part in it
   * @param togetherShare share of the time in which two threads ran at the same time, 0 to 1
   * @param enough whether that is enough for a race to show
   */
  static String reason(
      Architecture architecture,
      HostResult.Outcomes result,
      Optional<String> unseen,
      double togetherShare,
      boolean enough) {
    String could =
        unseen.orElseGet(() ->
            architecture.unseen(
                Elsewhere.allowing(result),
                result.settings().getOrDefault(ProgramControls.MODE, ""),
                result.jit().equals(JitTier.INTERPRETER.word())));
    String looked = Words.seconds(result.looked());
    if (!enough) {
      return String.format(
          Locale.ROOT,
          "%s; looked for %s, but two threads ran at the same time only %.0f %% of it",
          could,
          looked,
          100 * togetherShare);
    }
    return result.timeSliced()
        ? "%s; looked for %s, time-sliced: more actors than CPUs, so they seldom meet"
            .formatted(could, looked)
        : "%s; looked for %s".formatted(could, looked);
  }
}
