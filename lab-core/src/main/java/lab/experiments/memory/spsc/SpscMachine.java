package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.FOUND;
import static lab.experiments.memory.spsc.SpscProgram.PUT;
import static lab.experiments.memory.spsc.SpscProgram.TAKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Refusal;
import lab.explore.Step;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells whole operations in the words of the ring. */
final class SpscMachine implements RetoldMachine {
  static final String LOST = "lost";
  static final String WAITS_END = "waits-end";
  static final String FULL = "full";
  static final String DELIVERED = "delivered";
  static final String RING_BEATS_LOCK = "ring-beats-lock";

  private final ProgramMachine inner;
  private final SpscProgram ring;

  SpscMachine(int capacity, ProgramSetup setup) {
    ring = new SpscProgram(capacity, messages(capacity), setup.modes(), setup.whole());
    List<Claim<ProgramState>> claims = new ArrayList<>(claims(ring));
    claims.add(
        new Claim.Sometimes<>(
            FULL, "Every slot is occupied.", s -> SpscProgram.occupied(s) == capacity));
    claims.add(
        new Claim.Sometimes<>(
            DELIVERED,
            "All " + ring.messages() + " messages arrive.",
            s -> s.allDone() && s.failedAssertion().isEmpty()));
    claims.add(
        new Claim.Beats<>(
            RING_BEATS_LOCK,
            "A message through the ring moves fewer cache lines than through a locked queue.",
            "line transfers",
            SpscEvidence.OURS,
            SpscEvidence.LOCKED,
            () -> Transfers.costs(capacity)));
    inner = ProgramMachine.of(ring.program(), setup.model(), setup.grain(), claims);
  }

  /** So many that slots are used again: two laps, of eight slots one and a half. */
  static int messages(int capacity) {
    return Math.min(2 * capacity, capacity + 4);
  }

  /** What must hold of the ring wherever its program runs. */
  static List<Claim<ProgramState>> claims(SpscProgram ring) {
    List<Claim<ProgramState>> claims = new ArrayList<>(claimsOfAnyRing());
    claims.add(
        1,
        new Claim.Never<>(
            LOST,
            "No message is overwritten or erased before it is taken.",
            s -> ring.lost(s) != 0));
    return claims;
  }

  /** What must hold of every program that hands messages over. */
  static List<Claim<ProgramState>> claimsOfAnyRing() {
    return List.of(
        new Claim.Never<>(
            SpscProgram.UNWRITTEN,
            "The consumer never reads a message before its contents are written.",
            s -> s.breaks(SpscProgram.UNWRITTEN)),
        new Claim.Never<>(
            SpscProgram.FIFO,
            "Messages come out once each, in the order in which they went in.",
            s -> s.breaks(SpscProgram.FIFO)),
        new Claim.Stuck<>(
            WAITS_END,
            "The wait for a message, and the wait for room, can always end.",
            s -> s.allDone() || s.failedAssertion().isPresent()));
  }

  SpscProgram ring() {
    return ring;
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  /** Whole operations do not wait: one that would is not possible. */
  @Override
  public List<Refusal> refusals(ProgramState s) {
    return RetoldMachine.super.refusals(s).stream().map(SpscMachine::told).toList();
  }

  private static Refusal told(Refusal refusal) {
    return new Refusal(
        refusal.action(),
        refusal.action().actor().equals("producer")
            ? "the ring is full: an offer would be refused"
            : "the ring is empty: a poll would find null");
  }

  /** Single accesses are the program's; what they are the end of, only the ring can tell. */
  @Override
  public void steps(ProgramState s, Steps<ProgramState> out) {
    if (ring.whole()) {
      RetoldMachine.super.steps(s, out);
      return;
    }
    inner.steps(
        s, (action, next, story) -> out.step(action, next, () -> story.get() + end(s, next)));
  }

  /** The message that the consumer comes to next is gone, and nobody offers it again. */
  private String end(ProgramState before, ProgramState after) {
    int read = FOUND.in(after);
    return waitsInVain(after) && !waitsInVain(before)
        ? (" Message " + (read + 1) + " is gone from slot " + ring.slot(read))
            + ": the consumer waits for it for ever."
        : "";
  }

  /** Now, or once the producer has counted what it has put. */
  private boolean waitsInVain(ProgramState s) {
    return nextIsLost(s)
        || Step.of("producer", inner, s).filter(step -> nextIsLost(step.next())).isPresent();
  }

  private boolean nextIsLost(ProgramState s) {
    int read = FOUND.in(s);
    return read == SpscProgram.taken(s)
        && ring.lost(s) == read + 1
        && s.failedAssertion().isEmpty();
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of((_, action, after) -> story(action, after));
  }

  private String story(Action action, ProgramState after) {
    boolean puts = action.actor().equals("producer");
    int message = puts ? PUT.in(after) : TAKEN.in(after);
    String moves = puts ? "The producer puts message " : "The consumer takes message ";
    return (moves + message + (puts ? " into" : " out of") + " slot " + ring.slot(message - 1))
        + (": " + filling(SpscProgram.occupied(after)) + ".");
  }

  private String filling(int occupied) {
    if (occupied == 0) {
      return "the ring is empty, and a poll would find null";
    }
    return occupied == ring.capacity()
        ? "the ring is full, and an offer would be refused"
        : occupied + " of " + ring.capacity() + " occupied";
  }
}
