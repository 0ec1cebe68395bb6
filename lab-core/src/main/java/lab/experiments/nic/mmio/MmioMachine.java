package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.experiments.nic.mmio.MmioState.Reader;
import lab.experiments.nic.mmio.MmioState.Sender;
import lab.experiments.nic.mmio.MmioState.Writes;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;

/**
 * A core that writes registers beside a core that reads them, tick by tick. All that is open is
 * when the CPU evicts a write-combining buffer.
 */
final class MmioMachine implements Machine<MmioState> {
  static final String READ_IS_CHEAP = "no-read-outweighs-the-writes";
  static final String BELL_LAST = "doorbell-after-its-data";
  static final String DONE_MEANS_ARRIVED = "done-means-arrived";
  static final String CREDITS = "never-more-than-the-credits";
  static final String WRITES_BEAT_READS = "writes-beat-reads";
  static final String FIRE_AND_FORGET = "ahead-of-its-writes";

  private static final Action TICK = Action.of("clock", "tick");
  private static final Action EVICT = Action.of("cpu", "evict");

  private final Setup setup;
  private final MmioTick tick;

  MmioMachine(Setup setup) {
    this.setup = setup;
    tick = new MmioTick(setup);
  }

  Setup setup() {
    return setup;
  }

  @Override
  public MmioState start() {
    boolean fenced = !(setup.combine() && setup.fence());
    return new MmioState(
        0,
        new Sender(Phase.WRITING, 0, fenced, Sender.IDLE, 0, 0, 0),
        new Writes(0, List.of(), 0, 0, Writes.SILENT),
        new Reader(0, setup.readTicks(), 0));
  }

  @Override
  public void steps(MmioState s, Steps<MmioState> out) {
    if (obstacleToTick(s).isEmpty()) {
      MmioState next = tick.after(s);
      out.step(TICK, next, () -> story(s, next));
    }
    if (obstacleToEviction(s).isEmpty()) {
      out.step(
          EVICT,
          s.with(s.writes().flushed(setup)),
          () ->
              "The CPU evicts its write-combining buffer: %s in one packet."
                  .formatted(count(s.writes().combining(), "store")));
    }
  }

  @Override
  public List<Refusal> refusals(MmioState s) {
    List<Refusal> refused = new ArrayList<>();
    obstacleToTick(s).ifPresent(why -> refused.add(new Refusal(TICK, why)));
    if (setup.combine()) {
      obstacleToEviction(s).ifPresent(why -> refused.add(new Refusal(EVICT, why)));
    }
    return refused;
  }

  /** Why nothing moves any more by itself. */
  private Optional<String> obstacleToTick(MmioState s) {
    if (s.sender().phase() != Phase.DONE
        || !s.writes().flight().isEmpty()
        || s.reader().done() < setup.n()) {
      return Optional.empty();
    }
    return Optional.of(
        s.writes().combining() > 0
            ? "nothing moves by itself: what is being combined waits for the CPU"
            : "all writes have arrived, and all reads are done");
  }

  /** Why the write-combining buffer cannot be evicted. */
  private Optional<String> obstacleToEviction(MmioState s) {
    if (s.writes().combining() == 0) {
      return Optional.of("the buffer is empty");
    }
    return s.writes().flight().size() == setup.credits()
        ? Optional.of("no credit is left for a packet")
        : Optional.empty();
  }

  private String story(MmioState before, MmioState after) {
    List<String> said = new ArrayList<>();
    senderSays(before.sender(), after.sender()).ifPresent(said::add);
    int taken = after.writes().taken() - before.writes().taken();
    if (after.writes().rang() != before.writes().rang()) {
      said.add(
          "the device sees the doorbell"
              + (after.writes().rang() < setup.n() ? " before its data" : ""));
    } else if (taken > 0) {
      said.add("the device takes " + count(taken, "write"));
    }
    if (after.reader().done() > before.reader().done()) {
      said.add("read %d of %d completes".formatted(after.reader().done(), setup.n()));
    }
    return "t=%d: %s."
        .formatted(after.t(), said.isEmpty() ? "everybody waits" : String.join("; ", said));
  }

  private Optional<String> senderSays(Sender before, Sender after) {
    if (after.issued() > before.issued()) {
      return Optional.of(
          after.issued() == setup.n()
              ? "the sender rings the doorbell"
              : "the sender issues write %d and goes on".formatted(before.issued()));
    }
    if (after.fenced() && !before.fenced()) {
      return Optional.of("the sender flushes its write-combining buffer");
    }
    if (after.waited() > before.waited()) {
      return Optional.of("the sender waits for a credit");
    }
    if (after.phase() == Phase.DONE && before.phase() != Phase.DONE) {
      return Optional.of("the sender learns that it is done");
    }
    return after.stalled() > before.stalled()
        ? Optional.of("the sender waits for its read")
        : Optional.empty();
  }

  private static String count(int number, String what) {
    return number == 1 ? "a " + what : number + " " + what + "s";
  }

  @Override
  public List<Claim<MmioState>> claims() {
    return List.of(
        new Claim.Never<>(
            READ_IS_CHEAP,
            "No sender waits longer for one read than all its writes took.",
            s -> s.sender().stalled() > s.sender().writtenAt()),
        new Claim.Never<>(
            BELL_LAST,
            "The device never sees the doorbell before the data it speaks of.",
            s -> s.writes().hasRung() && s.writes().rang() < setup.n()),
        new Claim.Never<>(
            DONE_MEANS_ARRIVED,
            "No sender takes itself for done while the device lacks one of its writes.",
            s -> s.sender().phase() == Phase.DONE && s.writes().taken() < s.sender().issued()),
        new Claim.Never<>(
            CREDITS,
            "There are never more packets on their way than credits.",
            s -> s.writes().flight().size() > setup.credits()),
        new Claim.Beats<>(
            WRITES_BEAT_READS,
            "A core has issued %d writes sooner than it has done %d reads."
                .formatted(setup.n(), setup.n()),
            "ticks",
            "writes",
            "reads",
            this::costs),
        new Claim.Sometimes<>(
            FIRE_AND_FORGET,
            "A core is past a write that the device does not have yet.",
            s -> s.sender().issued() > s.writes().taken()));
  }

  /** Both cores at their own pace; the buffer is evicted by nobody but the sender. */
  private Claim.Costs costs() {
    MmioState s = start();
    int ticks = 0;
    while (s.sender().writtenAt() == 0 || s.reader().done() < setup.n()) {
      s = tick.after(s);
      ticks++;
    }
    return new Claim.Costs(
        s.sender().writtenAt(), s.reader().at(), new Schedule(Collections.nCopies(ticks, TICK)));
  }
}
