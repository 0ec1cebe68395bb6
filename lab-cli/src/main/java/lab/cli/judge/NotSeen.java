package lab.cli.judge;

import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Words;

/** Says why something that the model allows was not seen: a zero alone says nothing. */
public final class NotSeen {
  private NotSeen() {}

  /**
   * Could this CPU have shown it, and how long was looked?
   *
   * @param arch as Java names it
   * @param unseen the room's own reason, where memory has no part in it
   * @param togetherShare share of the time in which two threads ran at the same time, 0 to 1
   * @param enough whether that is enough for a race to show
   */
  static String reason(
      String arch,
      HostResult.Outcomes result,
      Optional<String> unseen,
      double togetherShare,
      boolean enough) {
    String could = unseen.orElseGet(() -> could(arch, result));
    String looked = Words.seconds(result.looked());
    if (!enough) {
      return "%s; looked for %s, but two threads ran at the same time only %.0f %% of it"
          .formatted(could, looked, 100 * togetherShare);
    }
    if (result.timeSliced()) {
      return "%s; looked for %s, time-sliced: more actors than CPUs, so they seldom meet"
          .formatted(could, looked);
    }
    return "%s; looked for %s".formatted(could, looked);
  }

  private static String could(String arch, HostResult.Outcomes result) {
    boolean sc = allowed(result, "sc");
    boolean tso = allowed(result, "tso");
    String mode = result.settings().getOrDefault("mode", "");
    if (sc) {
      return "any CPU can show it";
    }
    if (!x86(arch)) {
      return mode.equals("acquire-release") && aarch64(arch)
          ? "Java allows it, but the instructions AArch64 uses for acquire and release do not"
          : "this CPU (" + arch + ") may show it";
    }
    if (tso) {
      return result.jit().equals(JitTier.INTERPRETER.word())
          ? "x86-64 can show it, but the interpreter is too slow between the two accesses"
          : "x86-64 can show it";
    }
    if (mode.equals("plain")) {
      return result.jit().equals(JitTier.INTERPRETER.word())
          ? "x86-64 keeps this order, and the interpreter runs plain accesses in program order"
          : "x86-64 keeps this order; only a compiler can break it, and here it did not";
    }
    return mode.equals("acquire-release")
        ? "neither x86-64 nor AArch64 reorders these; Java allows it, POWER may show it"
        : "x86-64 keeps this order; a CPU such as AArch64 may show it";
  }

  /** Whether a model allows one of the outcomes that violate the claim. */
  private static boolean allowed(HostResult.Outcomes result, String model) {
    return result.outcomes().stream()
        .filter(c -> c.outcome().violates(result.claim()))
        .anyMatch(c -> c.allowed().contains(model));
  }

  private static boolean x86(String arch) {
    return arch.equals("amd64") || arch.equals("x86_64");
  }

  private static boolean aarch64(String arch) {
    return arch.equals("aarch64") || arch.equals("arm64");
  }
}
