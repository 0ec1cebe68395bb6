package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;

/**
 * A core that writes registers beside a core that reads them, tick by tick. All that is open is
 * when the CPU evicts a write-combining buffer.
 */
final class MmioMachine implements Machine<MmioMachine.State> {
  static final String READ_IS_CHEAP = "no-read-outweighs-the-writes";
  static final String BELL_LAST = "doorbell-after-its-data";
  static final String DONE_MEANS_ARRIVED = "done-means-arrived";
  static final String CREDITS = "never-more-than-the-credits";
  static final String WRITES_BEAT_READS = "writes-beat-reads";
  static final String FIRE_AND_FORGET = "ahead-of-its-writes";

  private static final Action TICK = Action.of("clock", "tick");
  private static final Action EVICT = Action.of("wc", "evict");

  /** What the sender is about. */
  enum Phase {
    WRITING,
    /** It waits for the completion of its read, and can do nothing else. */
    STALLED,
    /** It looks into host memory now and then, and can do other work. */
    WATCHING,
    DONE
  }

  /**
   * A packet of posted writes on its way.
   *
   * @param stores how many stores it carries
   * @param bell whether the doorbell is among them
   * @param ticks until it arrives; 0: it waits at the device
   */
  record Tlp(int stores, boolean bell, int ticks) {}

  /**
   * @param issued stores that the sender has issued
   * @param combining stores of them that lie in the write-combining buffer
   * @param flight packets that the device has not taken, oldest first
   * @param rest ticks until the device can take the next one
   * @param taken stores that the device has
   * @param bellRang whether the device has seen the doorbell, and how many stores it had then
   * @param answer ticks until the sender's read, or the device's word to host memory, arrives once
   *     nothing is before it; -1 if it is not under way
   * @param stalled ticks that the sender has waited for a read
   * @param waited ticks that it has waited for a credit
   * @param writtenAt when the last write was issued; 0: not yet
   * @param reads reads that the reader has done
   * @param readLeft ticks until the reader's next completion
   * @param readAt when the latest of them was done; 0: none yet
   */
  record State(
      int t,
      Phase phase,
      int issued,
      int combining,
      boolean fenced,
      List<Tlp> flight,
      int rest,
      int taken,
      int bellRang,
      int answer,
      int stalled,
      int waited,
      int writtenAt,
      int reads,
      int readLeft,
      int readAt) {}

  /** Of {@link State#bellRang}: not yet. */
  static final int SILENT = -1;

  /** Of {@link State#answer}: nothing is under way. */
  static final int IDLE = -1;

  /**
   * @param n writes of the sender, the doorbell among them, and reads of the reader
   * @param readTicks of a read there and back
   * @param credits packets that may be on their way
   * @param drain ticks that the device needs for each packet
   */
  record Setup(
      int n,
      int readTicks,
      int credits,
      int drain,
      boolean strayRead,
      boolean assume,
      boolean combine,
      boolean fence) {}

  private final Setup setup;

  MmioMachine(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  @Override
  public State start() {
    return new State(
        0,
        Phase.WRITING,
        0,
        0,
        !(setup.combine && setup.fence),
        List.of(),
        0,
        0,
        SILENT,
        IDLE,
        0,
        0,
        0,
        0,
        setup.readTicks,
        0);
  }

  @Override
  public void steps(State s, Steps<State> out) {
    if (!over(s)) {
      State next = MmioTick.after(s, setup);
      out.step(TICK, next, () -> story(s, next));
    }
    if (s.combining > 0 && s.flight.size() < setup.credits) {
      out.step(
          EVICT,
          MmioTick.evicted(s, setup),
          () ->
              "The CPU evicts its write-combining buffer: %d stores in one packet."
                  .formatted(s.combining));
    }
  }

  /** Nothing moves any more: what is left in a write-combining buffer only the CPU can move. */
  private boolean over(State s) {
    return s.phase == Phase.DONE && s.flight.isEmpty() && s.reads == setup.n;
  }

  private String story(State before, State after) {
    List<String> said = new ArrayList<>();
    if (after.issued > before.issued) {
      said.add(
          after.issued == setup.n
              ? "the sender rings the doorbell"
              : "the sender issues write %d and goes on".formatted(before.issued));
    } else if (after.fenced && !before.fenced) {
      said.add("the sender flushes its write-combining buffer");
    } else if (after.waited > before.waited) {
      said.add("the sender waits for a credit");
    } else if (after.phase == Phase.DONE && before.phase != Phase.DONE) {
      said.add("the sender learns that it is done");
    } else if (after.stalled > before.stalled) {
      said.add("the sender waits for its read");
    }
    if (after.taken > before.taken) {
      said.add(
          after.bellRang != before.bellRang
              ? after.bellRang < setup.n
                  ? "the device sees the doorbell before its data"
                  : "the device sees the doorbell"
              : "the device takes a write");
    }
    if (after.reads > before.reads) {
      said.add("read %d of %d completes".formatted(after.reads, setup.n));
    }
    return "t=%d: %s."
        .formatted(after.t, said.isEmpty() ? "everybody waits" : String.join("; ", said));
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            READ_IS_CHEAP,
            "No sender waits longer for one read than all its writes took.",
            s -> s.stalled > s.writtenAt),
        new Claim.Never<>(
            BELL_LAST,
            "The device never sees the doorbell before the data it speaks of.",
            s -> s.bellRang != SILENT && s.bellRang < setup.n),
        new Claim.Never<>(
            DONE_MEANS_ARRIVED,
            "No sender takes itself for done while the device lacks one of its writes.",
            s -> s.phase == Phase.DONE && s.taken < s.issued),
        new Claim.Never<>(
            CREDITS,
            "There are never more packets on their way than credits.",
            s -> s.flight.size() > setup.credits),
        new Claim.Beats<>(
            WRITES_BEAT_READS,
            "A core has issued %d writes sooner than it has done %d reads."
                .formatted(setup.n, setup.n),
            "ticks",
            "writes",
            "reads",
            this::costs),
        new Claim.Sometimes<>(
            FIRE_AND_FORGET,
            "A core is past a write that the device does not have yet.",
            s -> s.issued > s.taken));
  }

  /** Both cores at their own pace; the buffer is evicted by nobody but the sender. */
  private Claim.Costs costs() {
    State s = start();
    int ticks = 0;
    while (s.writtenAt == 0 || s.reads < setup.n) {
      s = MmioTick.after(s, setup);
      ticks++;
    }
    return new Claim.Costs(s.writtenAt, s.readAt, new Schedule(Collections.nCopies(ticks, TICK)));
  }
}
