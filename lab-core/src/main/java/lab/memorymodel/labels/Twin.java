package lab.memorymodel.labels;

import java.util.List;
import java.util.Optional;

/**
 * What an access becomes in another mode.
 *
 * @param calls the methods of VarHandle that are called instead, in this order; none: a fence that
 *     is taken out
 * @param refusal why there is no such twin
 */
record Twin(List<String> calls, Optional<String> refusal) {

  /**
   * The twin of an access.
   *
   * @param access the method that is called now
   * @param mode {@code plain}, {@code opaque}, {@code acquire}, {@code release}, {@code
   *     acquire-release}, {@code volatile}, or {@code none} for a fence
   * @param retried whether the call is in a loop, where a spurious failure only means another round
   */
  static Twin of(String access, String mode, boolean retried) {
    if (access.endsWith("Fence") || access.equals(StepLabels.HEAVY)) {
      return fence(access, mode);
    }
    if (mode.equals("none")) {
      return refused("an access cannot be taken out, only a fence");
    }
    if (access.startsWith("getAnd")) {
      return halves(access.replaceFirst("(Acquire|Release)$", ""), mode);
    }
    if (access.startsWith("compareAndExchange")) {
      return halves("compareAndExchange", mode);
    }
    if (access.startsWith("get")) {
      return one("get", mode, "Acquire", "release", "a load cannot release");
    }
    if (access.startsWith("set")) {
      return one("set", mode, "Release", "acquire", "a store cannot acquire");
    }
    return compareAndSet(access, mode, retried);
  }

  private static Twin one(String base, String mode, String half, String not, String why) {
    if (mode.equals(not)) {
      return refused(why);
    }
    return call(
        switch (mode) {
          case "plain" -> base;
          case "opaque" -> base + "Opaque";
          case "volatile" -> base + "Volatile";
          default -> base + half;
        });
  }

  private static Twin halves(String base, String mode) {
    return switch (mode) {
      case "acquire" -> call(base + "Acquire");
      case "release" -> call(base + "Release");
      case "volatile" -> call(base);
      default -> refused("there is no %s twin of %s".formatted(mode, base));
    };
  }

  private static Twin compareAndSet(String access, String mode, boolean retried) {
    boolean weak = access.startsWith("weak");
    if (mode.equals("volatile")) {
      return call(weak ? "weakCompareAndSet" : "compareAndSet");
    }
    if (mode.equals("acquire-release")) {
      return refused("no compare-and-set is acquire and release and no more than that");
    }
    if (!weak && !retried) {
      return refused(
          "a weaker compare-and-set may fail for no reason, and this one is not tried again");
    }
    return call(
        "weakCompareAndSet"
            + switch (mode) {
              case "acquire" -> "Acquire";
              case "release" -> "Release";
              default -> "Plain";
            });
  }

  private static Twin fence(String access, String mode) {
    boolean full = access.equals("fullFence") || access.equals(StepLabels.HEAVY);
    List<String> asItIs = List.of(access);
    return new Twin(
        switch (mode) {
          case "plain", "opaque", "none" -> List.of();
          case "acquire-release" -> full ? List.of("releaseFence", "acquireFence") : asItIs;
          case "acquire" -> full ? List.of("acquireFence") : asItIs;
          case "release" -> full ? List.of("releaseFence") : asItIs;
          default -> asItIs;
        },
        Optional.empty());
  }

  private static Twin call(String name) {
    return new Twin(List.of(name), Optional.empty());
  }

  private static Twin refused(String why) {
    return new Twin(List.of(), Optional.of(why));
  }

  /** As it is shown: {@code getOpaque}, {@code releaseFence+acquireFence}, {@code none}. */
  String word() {
    return calls.isEmpty() ? "none" : String.join("+", calls);
  }
}
