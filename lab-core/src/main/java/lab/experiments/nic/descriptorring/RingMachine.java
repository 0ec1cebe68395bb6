package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Refusal;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;

/** The program as a machine, its claims, and the whole operations in words. */
final class RingMachine implements RetoldMachine {
  static final String WHOLE_DESCRIPTOR = "whole-descriptor";
  static final String FREE_SLOT = "free-slot";
  static final String RIGHT_BYTES = "right-bytes";
  static final String REAPED = "reaped";
  static final String ALL_DONE = "all-done";

  private final RingProgram ring;
  private final Optional<RingWords> words;
  private final ProgramMachine inner;

  private RingMachine(Setup setup, RingProgram ring, Optional<RingWords> words) {
    this.ring = ring;
    this.words = words;
    inner =
        ProgramMachine.of(
            ring.program(),
            setup.asked().model(),
            setup.asked().grain(),
            setup.transmit() ? sending(ring, setup.asked().whole()) : receiving(ring));
  }

  static RingMachine of(Setup setup) {
    if (!setup.asked().whole()) {
      RingProgram ring = setup.transmit() ? new TxAccesses(setup) : new RxAccesses(setup);
      return new RingMachine(setup, ring, Optional.empty());
    }
    if (setup.transmit()) {
      TxProgram ring = new TxProgram(setup);
      return new RingMachine(setup, ring, Optional.of(new TxWords(setup, ring)));
    }
    RxProgram ring = new RxProgram(setup);
    return new RingMachine(setup, ring, Optional.of(new RxWords(setup, ring)));
  }

  /**
   * @param again whether slots are used again: else there is none that could be taken too early
   */
  private static List<Claim<ProgramState>> sending(RingProgram ring, boolean again) {
    List<Claim<ProgramState>> claims = new ArrayList<>();
    claims.add(
        new Claim.Never<>(
            WHOLE_DESCRIPTOR,
            "The NIC never fetches a descriptor that is not all written.",
            ring::isUnwritten));
    if (again) {
      claims.add(
          new Claim.Never<>(
              FREE_SLOT,
              "The driver never posts to a slot that the NIC has not finished with.",
              ring::isStolen));
    }
    claims.add(
        new Claim.Never<>(
            RIGHT_BYTES, "The bytes that leave are those that the driver wrote.", ring::isWrong));
    claims.add(
        new Claim.Stuck<>(
            REAPED, "Every frame that is posted can still be reaped.", ring::isReaped));
    claims.add(
        new Claim.Sometimes<>(
            ALL_DONE,
            "All frames leave, whole, and are reaped.",
            s -> ring.isFinished(s) && !ring.isWrong(s)));
    return claims;
  }

  private static List<Claim<ProgramState>> receiving(RingProgram ring) {
    return List.of(
        new Claim.Never<>(
            RIGHT_BYTES, "The bytes that the driver hands up are those that came.", ring::isWrong),
        new Claim.Stuck<>(REAPED, "Every frame that comes can still be reaped.", ring::isReaped),
        new Claim.Sometimes<>(
            ALL_DONE,
            "All frames are handed up, whole.",
            s -> ring.isFinished(s) && !ring.isWrong(s)));
  }

  RingProgram ring() {
    return ring;
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return words.map(w -> w);
  }

  /** Where accesses are steps: whose doing it is, when the wrong word is read. */
  @Override
  public void steps(ProgramState s, Steps<ProgramState> out) {
    if (words.isPresent()) {
      RetoldMachine.super.steps(s, out);
      return;
    }
    inner.steps(
        s,
        (action, next, story) -> out.step(action, next, () -> story.get() + ring.blame(s, next)));
  }

  @Override
  public List<Refusal> refusals(ProgramState s) {
    List<Refusal> refused = inner.refusals(s);
    return words
        .map(w -> refused.stream().map(r -> new Refusal(r.action(), w.why(s, r))).toList())
        .orElse(refused);
  }
}
