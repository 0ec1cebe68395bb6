package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import lab.cpu.cache.Caches;
import lab.experiments.cpu.cache.CacheMachine.Asking;
import lab.stage.Numbers;

/** What happened, in a sentence. */
final class CacheStory {
  private CacheStory() {}

  static String asked(Setup setup, Asking asking) {
    Asked asked = asking.after().asked();
    if (!asked.only()) {
      return "The core loads "
          + walked(setup)
          + ": "
          + answers(setup, asking.touches())
          + "; "
          + Numbers.text(asked.cycles(), "cycles")
          + "."
          + lost(asked)
          + why(asked.why());
    }
    String verb = asking.action().verb();
    return "The core "
        + (verb.equals("store") ? "stores into" : "loads")
        + " line "
        + asked.line()
        + ": "
        + Setup.LEVELS[asked.level()]
        + " has it, "
        + Numbers.text(asked.cycles(), "cycles")
        + moved(setup, asking.touches().getFirst(), asked.line(), -1)
        + "."
        + lost(asked)
        + why(asked.why());
  }

  /** {@code all 3 lines}, or the lines one after the other where some come more than once. */
  private static String walked(Setup setup) {
    return setup.walk().size() == setup.lines()
        ? "all " + setup.lines() + " lines"
        : String.join(" ", setup.walk().stream().map(Object::toString).toList());
  }

  private static String why(Reasons.Why why) {
    return why.all() == 0
        ? ""
        : " Misses in L1: "
            + why.compulsory()
            + " compulsory, "
            + why.capacity()
            + " capacity, "
            + why.conflict()
            + " conflict.";
  }

  private static String lost(Asked asked) {
    if (asked.lost() == 0) {
      return "";
    }
    String which = asked.only() ? " It had" : " " + asked.lost() + " of them had";
    return which + " been in L1, and no hand took " + (asked.lost() == 1 ? "it" : "them") + " out.";
  }

  /** {@code 2 from L1, 1 from DRAM}. */
  private static String answers(Setup setup, List<Caches.Touch> touches) {
    List<String> parts = new ArrayList<>();
    for (int level = 0; level <= setup.memory(); level++) {
      int count = 0;
      for (Caches.Touch touch : touches) {
        count += touch.level() == level ? 1 : 0;
      }
      if (count > 0) {
        parts.add(count + " from " + Setup.LEVELS[level]);
      }
    }
    return String.join(", ", parts);
  }

  /**
   * {@code L1, L2 get it; L1 loses line 0}, where it is the line that this is about.
   *
   * @param hand the level that a hand took it out of, which is said already; -1: none
   */
  private static String moved(Setup setup, Caches.Touch touch, int line, int hand) {
    List<String> get = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (int level = 0; level < setup.memory(); level++) {
      List<Long> come = new ArrayList<>(touch.come(level));
      if (come.remove(setup.block(line))) {
        get.add(Setup.LEVELS[level]);
      }
      if (!come.isEmpty()) {
        parts.add(Setup.LEVELS[level] + " gets " + lines(setup, come));
      }
      List<Long> gone = new ArrayList<>(touch.gone(level));
      if (level == hand) {
        gone.remove(setup.block(line));
      }
      if (!gone.isEmpty()) {
        parts.add(Setup.LEVELS[level] + " loses " + lines(setup, gone));
      }
    }
    if (!get.isEmpty()) {
      parts.addFirst(String.join(", ", get) + (get.size() == 1 ? " gets it" : " get it"));
    }
    return parts.isEmpty() ? "" : "; " + String.join("; ", parts);
  }

  private static String lines(Setup setup, List<Long> blocks) {
    List<String> names = new ArrayList<>();
    for (long block : blocks) {
      int line = setup.line(block);
      names.add(line >= 0 ? "line " + line : "a line beyond the set");
    }
    return String.join(", ", names);
  }

  static String byHand(Setup setup, Caches.Touch touch, int level) {
    boolean out = touch.before().holds(level, setup.block(0));
    String says = out ? "A hand takes line 0 out of " : "A hand puts line 0 into ";
    return says + Setup.LEVELS[level] + moved(setup, touch, 0, level) + ".";
  }

  /** Why a load that changes nothing is no step. */
  static String again(Setup setup, Asked asked) {
    return "nothing would change: the same "
        + (asked.only() ? "from " + Setup.LEVELS[asked.level()] : "way")
        + " again, "
        + Numbers.text(asked.cycles(), "cycles");
  }
}
