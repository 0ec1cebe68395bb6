package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.C;
import static lab.experiments.memory.spsc.SpscProgram.ELEMENT;
import static lab.experiments.memory.spsc.SpscProgram.P;
import static lab.experiments.memory.spsc.SpscProgram.PUT;
import static lab.experiments.memory.spsc.SpscProgram.TAKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;

/** The program as a machine that tells whole operations in the words of the ring. */
final class SpscMachine implements RetoldMachine {
  static final String LOST = "lost";
  static final String WAITS_END = "waits-end";
  static final String FULL = "full";
  static final String DELIVERED = "delivered";
  static final String RING_BEATS_LOCK = "ring-beats-lock";

  private final ProgramMachine inner;
  private final Program program;
  private final int capacity;
  private final Grain grain;

  SpscMachine(int capacity, MemoryModel model, Grain grain, String mode) {
    this.capacity = capacity;
    this.grain = grain;
    program = SpscProgram.of(capacity, messages(capacity), mode, grain == Grain.OPERATIONS);
    List<Claim<ProgramState>> claims = new ArrayList<>(claims(capacity));
    claims.add(
        new Claim.Sometimes<>(
            FULL, "Sometimes every slot is occupied.", s -> occupied(s) == capacity));
    claims.add(
        new Claim.Sometimes<>(
            DELIVERED,
            "Sometimes all %d messages arrive.".formatted(messages(capacity)),
            s -> s.allDone() && s.failedAssertion().isEmpty()));
    claims.add(
        new Claim.Beats<>(
            RING_BEATS_LOCK,
            "A message through the ring moves fewer cache lines than through a locked queue.",
            "line transfers",
            "SpscRing",
            "ArrayBlockingQueue",
            () -> Transfers.costs(capacity)));
    inner = ProgramMachine.of(program, model, grain, claims);
  }

  /** So many that slots are used again: two laps, of eight slots one and a half. */
  static int messages(int capacity) {
    return Math.min(2 * capacity, capacity + 4);
  }

  /** What must hold of every program of slots that hold messages, where one runs. */
  static List<Claim<ProgramState>> claims(int capacity) {
    return List.of(
        new Claim.Never<>(
            SpscProgram.UNWRITTEN,
            "The consumer never reads a message before its contents are written.",
            s -> failed(s, SpscProgram.UNWRITTEN)),
        new Claim.Never<>(
            LOST,
            "No message is overwritten or erased before it is taken.",
            s -> lost(s, capacity) != 0),
        new Claim.Never<>(
            SpscProgram.FIFO,
            "Messages come out once each, in the order in which they went in.",
            s -> failed(s, SpscProgram.FIFO)),
        new Claim.Stuck<>(
            WAITS_END,
            "The wait for a message, and the wait for room, can always end.",
            s -> s.allDone() || s.failedAssertion().isPresent()));
  }

  static boolean failed(ProgramState s, String claim) {
    return s.failedAssertion().filter(claim::equals).isPresent();
  }

  Program program() {
    return program;
  }

  int capacity() {
    return capacity;
  }

  /** How many messages the consumer has taken, counted from when it has seen them. */
  static int taken(ProgramState s) {
    return Math.max(s.register(C, TAKEN), s.register(C, ELEMENT));
  }

  static int occupied(ProgramState s) {
    return s.register(P, PUT) - taken(s);
  }

  /**
   * The first message that is in, not taken, and no longer in its slot; 0 if all are there. In is
   * what the producer has counted in memory: its store to the slot came before.
   */
  static int lost(ProgramState s, int capacity) {
    int in = Math.min(s.register(P, PUT), s.cell(SpscProgram.PRODUCER_INDEX));
    for (int m = taken(s) + 1; m <= in; m++) {
      if (s.cell(SpscProgram.SLOTS + slot(m - 1, capacity)) != m) {
        return m;
      }
    }
    return 0;
  }

  static int slot(int index, int capacity) {
    return index & (capacity - 1);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return grain == Grain.ACCESSES
        ? Optional.empty()
        : Optional.of((_, action, after) -> story(action, after));
  }

  private String story(Action action, ProgramState after) {
    boolean puts = action.actor().equals("p");
    int message = puts ? after.register(P, PUT) : after.register(C, TAKEN);
    int occupied = occupied(after);
    return "%s message %d %s slot %d: %s."
        .formatted(
            puts ? "The producer puts" : "The consumer takes",
            message,
            puts ? "into" : "out of",
            slot(message - 1, capacity),
            occupied == 0
                ? "the ring is empty, and a poll would find null"
                : occupied == capacity
                    ? "the ring is full, and an offer would be refused"
                    : "%d of %d occupied".formatted(occupied, capacity));
  }
}
