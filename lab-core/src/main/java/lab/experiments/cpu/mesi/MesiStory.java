package lab.experiments.cpu.mesi;

import java.util.ArrayList;
import java.util.List;
import lab.cpu.coherence.BusRequest;
import lab.cpu.coherence.LineState;
import lab.cpu.coherence.Transaction;
import lab.cpu.coherence.Words;

/** What happened, in a sentence. */
final class MesiStory {
  private final Setup setup;
  private final MesiState before;
  private final MesiState after;

  MesiStory(Setup setup, MesiState before, MesiState after) {
    this.setup = setup;
    this.before = before;
    this.after = after;
  }

  static String asks(int core, BusRequest request) {
    return core(core) + " puts " + request.word() + " on its way to the bus, and waits.";
  }

  String does(int core, boolean write) {
    return core(core) + (write ? writes(core) : reads(core));
  }

  String answers(int core, boolean write) {
    return "The bus answers: core " + Setup.name(core) + (write ? writes(core) : reads(core));
  }

  String evicts(int core) {
    String gives = core(core) + " gives up its copy, " + state(before, core).word();
    if (!state(before, core).dirty()) {
      return gives + ": it is clean, so nobody is told.";
    }
    return after.last().request().isPresent()
        ? gives + ": memory takes " + words(after.line().memory()) + " with WB."
        : gives + ", and forgets to write it back: memory keeps " + words(memory()) + ".";
  }

  private Words memory() {
    return after.line().memory();
  }

  private String reads(int core) {
    String read = " reads " + words(after.line().copy(core).words());
    String how =
        after.last().request().isEmpty()
            ? " from its own copy, " + state(before, core).word()
            : " with BusRd: " + sender() + " sends the line" + becomes(core);
    return read
        + how
        + (after.last().stale() ? ". But " + words(after.newest()) + " was written last." : ".");
  }

  private String becomes(int core) {
    String memory =
        after.carried().memoryWrites() > before.carried().memoryWrites()
            ? ", memory takes it too"
            : "";
    return memory + ", and the copy is " + state(after, core).word();
  }

  private String writes(int core) {
    String wrote = " writes " + written(core);
    if (after.last().request().isEmpty()) {
      return wrote + ": it has the line " + state(before, core).word() + ", so nobody is asked.";
    }
    String said = wrote + " with " + after.last().request().get().word() + ": ";
    String sent = after.last().supplier() == Transaction.NOBODY ? "" : sender() + " sends the line";
    String joined = sent.isEmpty() ? "" : sent + ", and ";
    return said + joined + others(core) + overtaken(core);
  }

  private String written(int core) {
    int word = setup.wordOf(core);
    String name = setup.words() == 2 ? (word == 0 ? "a=" : "b=") : "";
    return name + after.newest().word(word);
  }

  /** What became of the other copies. */
  private String others(int core) {
    List<String> gone = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (int other = 0; other < setup.cores(); other++) {
      if (other != core && state(before, other).valid()) {
        (state(after, other).valid() ? kept : gone).add(Setup.name(other));
      }
    }
    if (!kept.isEmpty()) {
      return listed(kept) + (kept.size() == 1 ? " keeps its copy." : " keep their copies.");
    }
    return gone.isEmpty()
        ? "no other core has a copy."
        : gone.size() == 1
            ? "the copy of " + listed(gone) + " is invalidated."
            : "the copies of " + listed(gone) + " are invalidated.";
  }

  /** An upgrade that went on without a copy. */
  private String overtaken(int core) {
    boolean upgrade = after.last().request().filter(r -> r == BusRequest.UPGRADE).isPresent();
    return upgrade && !state(before, core).valid()
        ? " But its own had been, and it goes by the words of before: "
            + words(after.line().copy(core).words())
            + "."
        : "";
  }

  private String sender() {
    return after.last().supplier() == Transaction.MEMORY
        ? "memory"
        : "core " + Setup.name(after.last().supplier());
  }

  private static String listed(List<String> names) {
    StringBuilder text = new StringBuilder(names.size() == 1 ? "core " : "cores ");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : i == names.size() - 1 ? " and " : ", ").append(names.get(i));
    }
    return text.toString();
  }

  /** {@code 3}, or {@code a=3 b=1}. */
  private String words(Words words) {
    return setup.words() == 1 ? Integer.toString(words.a()) : "a=" + words.a() + " b=" + words.b();
  }

  private static LineState state(MesiState s, int core) {
    return s.line().state(core);
  }

  private static String core(int core) {
    return "Core " + Setup.name(core);
  }
}
