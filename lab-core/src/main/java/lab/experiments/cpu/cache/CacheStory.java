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
      return "Lines 0 to "
          + (setup.lines() - 1)
          + " in turn: "
          + answers(setup, asking.touches())
          + "; "
          + Numbers.text(asked.cycles(), "cycles")
          + "."
          + lost(asked);
    }
    String verb = asking.action().verb();
    String moved = moved(setup, asking.touches().getFirst());
    return "The core "
        + (verb.equals("store") ? "stores into" : "loads")
        + " line "
        + asked.line()
        + ": "
        + Setup.LEVELS[asked.level()]
        + " has it, "
        + Numbers.text(asked.cycles(), "cycles")
        + "."
        + (moved.isEmpty() ? "" : " " + moved)
        + lost(asked);
  }

  private static String lost(Asked asked) {
    if (asked.lost() == 0) {
      return "";
    }
    return asked.only()
        ? " It had been in L1, and others took the place."
        : " " + asked.lost() + " had been in L1.";
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

  /** {@code L1 gets line 2 and loses line 0; L2 gets line 2.} */
  private static String moved(Setup setup, Caches.Touch touch) {
    List<String> parts = new ArrayList<>();
    for (int level = 0; level < setup.memory(); level++) {
      List<Long> come = touch.come(level);
      List<Long> gone = touch.gone(level);
      if (!come.isEmpty() || !gone.isEmpty()) {
        parts.add(
            Setup.LEVELS[level]
                + (come.isEmpty() ? "" : " gets " + lines(setup, come))
                + (come.isEmpty() || gone.isEmpty() ? "" : " and")
                + (gone.isEmpty() ? "" : " loses " + lines(setup, gone)));
      }
    }
    return parts.isEmpty() ? "" : String.join("; ", parts) + ".";
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
    return "By hand line 0 is "
        + (out ? "taken out of " : "put into ")
        + Setup.LEVELS[level]
        + ". "
        + moved(setup, touch);
  }

  /** Why a load that changes nothing is no step. */
  static String again(Setup setup, Asked asked) {
    return "nothing would change: the same "
        + (asked.only() ? "from " + Setup.LEVELS[asked.level()] : "way")
        + " again, "
        + Numbers.text(asked.cycles(), "cycles");
  }
}
