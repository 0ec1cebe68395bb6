package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.messages.Messages;

/** The sentences of the steps under the {@code java} model. */
final class JavaStory {
  private final Messages memory;
  private final Layout layout;
  private final Story plain;

  JavaStory(Layout layout, Messages memory) {
    this.layout = layout;
    this.memory = memory;
    plain = new Story(layout);
  }

  /** Sentences that are the same under every model. */
  Story plain() {
    return plain;
  }

  /** The mode in which a compare-and-exchange that fails reads. */
  static AccessMode readHalf(AccessMode mode) {
    return switch (mode) {
      case RELEASE -> AccessMode.OPAQUE;
      case ACQUIRE_RELEASE -> AccessMode.ACQUIRE;
      default -> mode;
    };
  }

  /**
   * @param hung whether the thread spins for ever from now on
   */
  String sentence(int t, String clause, boolean hung, FlatState after) {
    String told = clause + (hung ? "; it was the last read, and it spins for ever" : "");
    return plain.ending(plain.sentence(t, told), after);
  }

  /** A load, or a compare-and-exchange that fails; {@code x} is the cell, as everywhere here. */
  String read(int[] words, int t, Access a, int i, boolean spurious) {
    int x = a.cell();
    int value = memory.value(words, x, i);
    int[] after = words.clone();
    AccessMode mode = a.kind() == Access.Kind.LOAD ? a.mode() : readHalf(a.mode());
    memory.read(after, t, x, i, mode);
    String clause = plain.reads(x, value);
    if (spurious) {
      clause = plain.spurious(x, value);
    } else if (a.kind() == Access.Kind.CAS) {
      clause = plain.modifies(a, value, false, value);
    }
    return clause + age(words, x, i) + acquired(words, after, t, x, mode);
  }

  String modify(int[] words, int t, Access a, int i) {
    int x = a.cell();
    int old = memory.value(words, x, i);
    int[] after = words.clone();
    memory.read(after, t, x, i, a.mode());
    boolean older = i < memory.count(words, x) - 1;
    return plain.modifies(a, old, true, a.written(old))
        + (older ? ", ordered before " + memory.value(words, x, i + 1) + ", already there" : "")
        + acquired(words, after, t, x, a.mode());
  }

  String write(int[] words, Access a, int p) {
    int x = a.cell();
    String clause = plain.writes(x, a.operand());
    if (p < memory.count(words, x)) {
      clause += ", ordered before " + memory.value(words, x, p) + ", which is already there";
    }
    if (a.mode().releases() && memory.traits().views()) {
      clause += ", and releases with it all it has seen and written";
    }
    return clause;
  }

  String fence(int[] words, int t, Access a) {
    int[] after = words.clone();
    memory.fence(after, t, a.fence());
    return Story.fence(a) + gained(words, after, t, -1, " and from now on sees ");
  }

  String hoist(int t, int x) {
    return "The compiler takes "
        + Story.whom(layout.name(t))
        + "'s plain read of "
        + layout.cellName(x)
        + " out of its loop: the next one is the last.";
  }

  private String age(int[] words, int x, int i) {
    int last = memory.count(words, x) - 1;
    return i == last
        ? ""
        : ", an old value: the write of "
            + memory.value(words, x, i + 1)
            + " is not yet in its view";
  }

  private String acquired(int[] before, int[] after, int t, int x, AccessMode mode) {
    return mode.acquires() ? gained(before, after, t, x, " and, acquiring, from now on sees ") : "";
  }

  /** What the thread sees newer than before, the cell {@code except} aside. */
  private String gained(int[] before, int[] after, int t, int except, String words) {
    List<String> gains = new ArrayList<>();
    for (int y = 0; y < layout.cellCount; y++) {
      int seen = memory.seen(after, t, y);
      if (y != except && seen > memory.seen(before, t, y)) {
        boolean last = seen == memory.count(before, y) - 1;
        gains.add(
            layout.cellName(y) + " = " + memory.value(before, y, seen) + (last ? "" : " or newer"));
      }
    }
    return gains.isEmpty() ? "" : words + String.join(", ", gains);
  }
}
