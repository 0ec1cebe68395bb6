package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.FREED;
import static lab.experiments.memory.rcu.RcuProgram.HELD;
import static lab.experiments.memory.rcu.RcuProgram.READS_FREED;
import static lab.experiments.memory.rcu.RcuProgram.RETIRED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;

/** The program as a machine that tells whole operations in the words of readers and writers. */
final class RcuMachine implements RetoldMachine {
  static final String HELD_FREED = "held-freed";
  static final String BOUNDED = "bounded";
  static final String FREED_AT_LAST = "freed-at-last";
  static final String CLEAN_READ = "clean-read";
  static final String REFUSED = "refused";
  static final String GRACE_PERIOD = "grace-period";
  static final String PIN_BEATS_LOCK = "pin-beats-lock";

  private final ProgramMachine inner;
  private final Program program;
  private final Setup setup;

  RcuMachine(Setup setup, MemoryModel model) {
    this.setup = setup;
    program = RcuProgram.of(setup);
    Grain grain = setup.whole() ? Grain.OPERATIONS : Grain.ACCESSES;
    List<Claim<ProgramState>> claims = new ArrayList<>(claims(setup));
    claims.add(
        new Claim.Sometimes<>(
            CLEAN_READ,
            "Sometimes every reader reads the first node, and all that was retired is freed.",
            s -> s.allDone() && s.failedAssertion().isEmpty() && allRead(s)));
    if (setup.grace() && setup.nodes() > HELD) {
      claims.add(
          new Claim.Sometimes<>(
              REFUSED,
              "Sometimes retire reports that it is full.",
              s -> s.register(writer(), RcuProgram.REFUSED) != 0));
    }
    claims.add(
        new Claim.Reach<>(
            GRACE_PERIOD,
            "How soon is the first node free that every reader has read?",
            s -> s.register(writer(), FREED) > 0 && allRead(s)));
    claims.add(
        new Claim.Beats<>(
            PIN_BEATS_LOCK,
            "A pin with the writer's fence does fewer atomic updates and full fences than a lock.",
            "fences and atomic updates",
            "pin, writer's fence",
            "StampedLock read lock",
            RcuMachine::readersCosts));
    inner = ProgramMachine.of(program, model, grain, claims);
  }

  /** What must hold of every program of readers and a writer. */
  static List<Claim<ProgramState>> claims(Setup setup) {
    int writer = RcuProgram.writer(setup);
    return List.of(
        new Claim.Never<>(
            HELD_FREED, "No reader holds a node that has been freed.", s -> holdsFreed(setup, s)),
        new Claim.Never<>(
            READS_FREED,
            "No reader reads a node that has been freed.",
            s -> s.failedAssertion().filter(READS_FREED::equals).isPresent()),
        new Claim.Never<>(
            BOUNDED,
            "No more than %d nodes are held back.".formatted(HELD),
            s -> s.register(writer, RETIRED) - s.register(writer, FREED) > HELD),
        new Claim.Stuck<>(
            FREED_AT_LAST,
            "All that was retired can be freed in the end.",
            s -> s.done(writer) || s.failedAssertion().isPresent()));
  }

  private static boolean holdsFreed(Setup setup, ProgramState s) {
    for (int r = 0; r < setup.readers(); r++) {
      if (isFreed(setup, s, s.register(r, RcuProgram.FOUND))) {
        return true;
      }
    }
    return false;
  }

  static boolean isFreed(Setup setup, ProgramState s, int node) {
    return node != 0 && node <= s.register(RcuProgram.writer(setup), FREED);
  }

  private boolean allRead(ProgramState s) {
    for (int r = 0; r < setup.readers(); r++) {
      if (s.register(r, RcuProgram.VALUE) != RcuProgram.content(1)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Per section: counted in the reader's program, and in the source of StampedLock, where readLock
   * and unlockRead each are one compare-and-set.
   */
  private static Claim.Costs readersCosts() {
    Setup asymmetric =
        new Setup(true, RcuProgram.Pin.ASYMMETRIC, 1, 1, 1, false, "acquire-release", true);
    long pin =
        RcuProgram.of(asymmetric).threads().getFirst().lines().stream()
            .filter(l -> l.instruction() instanceof Instruction.Fence)
            .count();
    return new Claim.Costs(pin, 2, Schedule.parse("r1.enter,r1.read,r1.exit"));
  }

  Program program() {
    return program;
  }

  Setup setup() {
    return setup;
  }

  int writer() {
    return RcuProgram.writer(setup);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return setup.whole() ? Optional.of(this::story) : Optional.empty();
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    if (action.actor().equals("w")) {
      return writes(before, action.verb(), after);
    }
    int r = action.actor().charAt(1) - '1';
    int node = Math.max(before.register(r, RcuProgram.FOUND), after.register(r, RcuProgram.FOUND));
    String name = "Reader " + (r + 1);
    return switch (action.verb()) {
      case "enter" ->
          node == 0
              ? name + " enters and finds nothing."
              : "%s enters and finds node %d: it holds it.".formatted(name, node);
      case "read" ->
          after.failedAssertion().isPresent()
              ? "%s reads node %d and finds poison: it has been freed.".formatted(name, node)
              : "%s reads node %d: %d.".formatted(name, node, after.register(r, RcuProgram.VALUE));
      default ->
          node == 0
              ? name + " leaves."
              : "%s leaves and holds node %d no longer.".formatted(name, node);
    };
  }

  private String writes(ProgramState before, String verb, ProgramState after) {
    int w = writer();
    int freed = after.register(w, FREED);
    String full =
        after.register(w, RcuProgram.REFUSED) > before.register(w, RcuProgram.REFUSED)
            ? " Retiring one more reports: full."
            : "";
    return switch (verb) {
      case "unlink" -> {
        int next = after.cell(RcuProgram.POINTER);
        int node = before.cell(RcuProgram.POINTER);
        yield "The writer unlinks node %d: readers that enter now find %s.%s"
            .formatted(node, next == 0 ? "nothing" : "node " + next, full);
      }
      case "grace" -> {
        List<String> waits = new ArrayList<>();
        for (int r = 0; r < setup.readers(); r++) {
          if ((after.register(w, RcuProgram.SEEN + r) & 1) != 0) {
            waits.add("reader " + (r + 1));
          }
        }
        yield "A grace period begins: it waits for %s."
            .formatted(waits.isEmpty() ? "nobody" : String.join(" and ", waits));
      }
      case "look" ->
          full.isEmpty()
                  && before.register(w, RcuProgram.SEEN) == after.register(w, RcuProgram.SEEN)
              ? "The writer looks: not everybody has left, so nothing is freed yet."
              : "The writer looks who has left." + full;
      default -> {
        String held = holdsFreed(setup, after) ? " A reader still holds it." : "";
        yield "The writer frees node %d and fills it with poison.%s".formatted(freed, held);
      }
    };
  }
}
