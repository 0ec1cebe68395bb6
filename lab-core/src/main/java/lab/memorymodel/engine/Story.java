package lab.memorymodel.engine;

import java.util.Locale;
import lab.memorymodel.FenceKind;

/** The sentences of the steps. */
final class Story {
  private final Layout layout;

  Story(Layout layout) {
    this.layout = layout;
  }

  static String sentence(String actor, String clause) {
    return actor + " " + clause + ".";
  }

  String sentence(int thread, String clause) {
    return sentence(who(layout.name(thread)), clause);
  }

  /** The actor as a sentence begins with it: {@code The consumer}, {@code Reader1}, {@code P0}. */
  static String who(String actor) {
    String whom = whom(actor);
    return Character.toUpperCase(whom.charAt(0)) + whom.substring(1);
  }

  /** Within a sentence: {@code the consumer}, but {@code reader1} and {@code threadA}: names. */
  static String whom(String actor) {
    boolean name =
        actor.length() < 3
            || !actor.chars().allMatch(Character::isLetter)
            || actor.chars().skip(1).anyMatch(Character::isUpperCase);
    return name ? actor : "the " + (actor.equals("nic") ? "NIC" : actor);
  }

  String reads(int cell, int value) {
    return "reads " + layout.cellName(cell) + " = " + value;
  }

  String writes(int cell, int value) {
    return "writes " + layout.cellName(cell) + " = " + value;
  }

  /** A read-modify-write that read {@code old} and, unless it failed, wrote {@code now}. */
  String modifies(Access a, int old, boolean succeeded, int now) {
    String name = layout.cellName(a.cell());
    return switch (a.kind()) {
      case CAS ->
          succeeded
              ? "finds "
                  + name
                  + " = "
                  + old
                  + " as expected and sets it to "
                  + now
                  + " in the same step"
              : "finds "
                  + name
                  + " = "
                  + old
                  + ", not "
                  + a.expected()
                  + ": the compare-and-set fails";
      case EXCHANGE -> "takes " + name + " = " + old + " and leaves " + now + " in one step";
      default -> "adds " + (now - old) + " to " + name + " = " + old + " in one step: now " + now;
    };
  }

  String spurious(int cell, int value) {
    return "finds "
        + layout.cellName(cell)
        + " = "
        + value
        + " as expected, but its weak compare-and-set fails for no reason of ours";
  }

  static String fence(Access a) {
    if (a.fence() == FenceKind.HEAVY) {
      return "passes its heavy fence, and at the same moment every other thread passes a full one";
    }
    return "passes its " + a.fence().name().toLowerCase(Locale.ROOT) + " fence";
  }

  static String chooses(Access.Way way) {
    String arg = way.action().arg();
    return "chooses " + way.action().verb() + (arg.isEmpty() ? "" : " " + arg);
  }

  /** {@code sentence}, with what came of the local instructions after it. */
  String ending(String sentence, FlatState next) {
    return next.failedAssertion().map(c -> sentence + " That breaks " + c + ".").orElse(sentence);
  }
}
