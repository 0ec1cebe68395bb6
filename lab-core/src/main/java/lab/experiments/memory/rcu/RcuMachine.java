package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.HELD;
import static lab.experiments.memory.rcu.RcuProgram.READS_FREED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Refusal;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells whole operations in the words of readers and writers. */
final class RcuMachine implements RetoldMachine {
  static final String HELD_FREED = "held-freed";
  static final String BOUNDED = "bounded";
  static final String FREED_AT_LAST = "freed-at-last";
  static final String CLEAN_READ = "clean-read";
  static final String REFUSED = "refused";
  static final String FREED_AND_READ = "freed-and-read";
  static final String PIN_BEATS_LOCK = "pin-beats-lock";

  /** In the source of StampedLock readLock and unlockRead are one compare-and-set each. */
  private static final long ATOMIC_UPDATES_OF_A_LOCK = 2;

  private final RcuProgram rcu;
  private final RcuWriter writer;
  private final ProgramMachine inner;

  RcuMachine(Setup setup, ProgramSetup program) {
    rcu = new RcuProgram(setup, program);
    writer = rcu.writer;
    List<Claim<ProgramState>> claims = new ArrayList<>(claims(rcu));
    claims.add(
        new Claim.Sometimes<>(
            CLEAN_READ,
            "Sometimes every reader reads the first node, and all that was retired is freed.",
            s -> s.allDone() && s.failedAssertion().isEmpty() && allRead(s)));
    if (setup.grace() && setup.nodes() > HELD) {
      claims.add(
          new Claim.Sometimes<>(
              REFUSED, "Sometimes retire reports that it is full.", writer.refused::isSet));
    }
    claims.add(
        new Claim.Reach<>(
            FREED_AND_READ,
            "The first node is free again, and every reader has read it.",
            s -> writer.freed.isSet(s) && allRead(s)));
    claims.add(
        Claim.Beats.arithmetic(
            PIN_BEATS_LOCK,
            "A pin with the writer's fence does fewer atomic updates and full fences than a lock.",
            "fences and atomic updates",
            "pin, writer's fence",
            "StampedLock read lock",
            fencesOfAPin(),
            ATOMIC_UPDATES_OF_A_LOCK));
    inner = ProgramMachine.of(rcu.program(), program.model(), program.grain(), claims);
  }

  /** What must hold of every program of readers and a writer. */
  static List<Claim<ProgramState>> claims(RcuProgram rcu) {
    RcuWriter writer = rcu.writer;
    return List.of(
        new Claim.Never<>(
            HELD_FREED,
            "No reader holds a node that has been freed.",
            s -> rcu.readers.stream().anyMatch(r -> rcu.isFreed(s, r.found.in(s)))),
        new Claim.Never<>(
            READS_FREED, "No reader reads a node that has been freed.", s -> s.breaks(READS_FREED)),
        new Claim.Never<>(
            BOUNDED,
            "No more than " + HELD + " nodes are held back.",
            s -> writer.retired.in(s) - writer.freed.in(s) > HELD),
        new Claim.Stuck<>(
            FREED_AT_LAST,
            "All that was retired can be freed in the end"
                + (rcu.setup.stall() ? ", although the last reader never leaves." : "."),
            s -> s.done(writer.thread()) || s.failedAssertion().isPresent()));
  }

  private boolean allRead(ProgramState s) {
    return rcu.readers.stream().allMatch(r -> r.value.in(s) == RcuProgram.content(1));
  }

  /** Of one section, counted in the reader's program. */
  private static long fencesOfAPin() {
    RcuProgram asymmetric =
        new RcuProgram(
            new Setup(true, Pin.ASYMMETRIC, 1, 1, 1, false),
            new ProgramSetup(MemoryModel.SC, Grain.OPERATIONS, Modes.SHIPPED));
    return asymmetric.program().threads().getFirst().lines().stream()
        .filter(l -> l.instruction() instanceof Instruction.Fence)
        .count();
  }

  /** What the machine runs, for its picture. */
  RcuProgram rcu() {
    return rcu;
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of(this::story);
  }

  /** No whole operation is refused but a look that would wait for a reader to leave. */
  @Override
  public List<Refusal> refusals(ProgramState s) {
    List<Refusal> refused = inner.refusals(s);
    return rcu.whole
        ? refused.stream()
            .map(r -> new Refusal(r.action(), "it waits for " + waitedFor(s)))
            .toList()
        : refused;
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    return rcu.readers.stream()
        .filter(r -> r.actor().equals(action.actor()))
        .findFirst()
        .map(r -> reads(r, before, action.verb(), after))
        .orElseGet(() -> writes(before, action.verb(), after));
  }

  private String reads(RcuReader reader, ProgramState before, String verb, ProgramState after) {
    int node = Math.max(reader.found.in(before), reader.found.in(after));
    String name = "Reader " + (reader.thread() + 1);
    return switch (verb) {
      case "enter" ->
          (node == 0
                  ? name + " enters and finds nothing."
                  : name + " enters and finds node " + node + ": it holds it.")
              + (staysForEver(reader, after)
                  ? " It never leaves: the writer will wait for it for ever."
                  : "");
      case "read" ->
          after.failedAssertion().isPresent()
              ? name + " reads node " + node + " and finds poison: it has been freed."
              : name + " reads node " + node + ": " + reader.value.in(after) + ".";
      default ->
          node == 0 ? name + " leaves." : name + " leaves and holds node " + node + " no longer.";
    };
  }

  private String writes(ProgramState before, String verb, ProgramState after) {
    String full =
        writer.refused.in(after) > writer.refused.in(before)
            ? " Retiring one more reports: full."
            : "";
    return switch (verb) {
      case "unlink" -> {
        int next = rcu.pointer.in(after);
        yield ("The writer unlinks node " + rcu.pointer.in(before))
            + (": readers that enter now find " + (next == 0 ? "nothing" : "node " + next))
            + ("." + full);
      }
      case "grace" -> "A grace period begins: it waits for " + waitedFor(after) + ".";
      case "look" -> "The writer looks: " + looks(before, after) + "." + full;
      default -> {
        int node = writer.freed.in(after);
        String held = rcu.isHeld(after, node) ? " A reader still holds it." : "";
        yield "The writer frees node " + node + " and fills it with poison." + held;
      }
    };
  }

  private boolean staysForEver(RcuReader reader, ProgramState s) {
    Setup setup = rcu.setup;
    boolean last = reader == rcu.readers.getLast();
    return setup.grace() && setup.stall() && last && writer.hasToWait(s, setup.nodes());
  }

  private String looks(ProgramState before, ProgramState after) {
    return rcu.readers.stream()
        .filter(r -> waitsFor(r, before) && !waitsFor(r, after))
        .findFirst()
        .map(r -> r.name() + " has left")
        .orElse("not everybody has left, so nothing is freed yet");
  }

  private boolean waitsFor(RcuReader reader, ProgramState s) {
    return (writer.seen(reader).in(s) & 1) != 0;
  }

  /** The readers that were pinned when the grace period began, and were not seen to leave. */
  private String waitedFor(ProgramState s) {
    String names =
        rcu.readers.stream()
            .filter(r -> waitsFor(r, s))
            .map(RcuReader::name)
            .collect(Collectors.joining(" and "));
    return names.isEmpty() ? "nobody" : names;
  }
}
