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
 * when the CPU evicts its write-combining buffers.
 */
final class MmioMachine implements Machine<MmioState> {
  static final String CORE_RUNS_ON = "core-never-waits";
  static final String BELL_LAST = "doorbell-after-its-data";
  static final String DONE_MEANS_ARRIVED = "done-means-arrived";
  static final String CREDITS = "never-more-than-the-credits";
  static final String WRITES_BEAT_READS = "writes-beat-reads";
  static final String FIRE_AND_FORGET = "ahead-of-its-writes";

  private static final Action TICK = Action.of("clock", "tick");
  private static final Action EVICT_DATA = Action.of("cpu", "evict", "data");
  private static final Action EVICT_BELL = Action.of("cpu", "evict", "doorbell");

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
    return new MmioState(
        0,
        new Sender(Phase.WRITING, 0, !setup.flushesFirst(), Sender.IDLE, 0, 0, 0),
        Writes.NONE,
        new Reader(0, setup.readTicks(), 0));
  }

  @Override
  public void steps(MmioState s, Steps<MmioState> out) {
    if (obstacleToTick(s).isEmpty()) {
      MmioState next = tick.after(s);
      out.step(TICK, next, () -> story(s, next));
    }
    boolean credit = s.writes().flight().size() < setup.credits();
    if (credit && s.writes().combining() > 0) {
      boolean late = s.sender().phase() == Phase.STALLED && !setup.types().readDrains();
      out.step(
          EVICT_DATA,
          s.with(s.writes().flushed(setup, late)),
          () ->
              "The CPU evicts its write-combining buffer: "
                  + Setup.count(s.writes().combining(), "store")
                  + " in one packet.");
    }
    if (credit && s.writes().heldBell()) {
      out.step(
          EVICT_BELL,
          s.with(s.writes().rung(setup)),
          () ->
              "The CPU evicts the buffer of the doorbell"
                  + (s.writes().combining() > 0 ? " before that of its data." : "."));
    }
  }

  @Override
  public List<Refusal> refusals(MmioState s) {
    List<Refusal> refused = new ArrayList<>();
    obstacleToTick(s).ifPresent(why -> refused.add(new Refusal(TICK, why)));
    boolean credit = s.writes().flight().size() < setup.credits();
    String why = credit ? "the buffer is empty" : "no credit is left for a packet";
    if (setup.types().combine() && !(credit && s.writes().combining() > 0)) {
      refused.add(new Refusal(EVICT_DATA, why));
    }
    if (setup.holdsBell() && !(credit && s.writes().heldBell())) {
      refused.add(new Refusal(EVICT_BELL, why));
    }
    return refused;
  }

  /** Why nothing moves any more by itself. */
  private Optional<String> obstacleToTick(MmioState s) {
    boolean comes =
        switch (s.sender().phase()) {
          case WRITING, STALLED -> true;
          case WATCHING -> s.sender().answer() != Sender.IDLE;
          case DONE -> false;
        };
    if (comes || !s.writes().flight().isEmpty() || s.reader().done() < setup.n()) {
      return Optional.empty();
    }
    return Optional.of(
        s.writes().held()
            ? "nothing moves by itself: what is being combined waits for the CPU"
            : "all writes have arrived, and all reads are done");
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
      said.add("the device takes " + Setup.count(taken, "write"));
    }
    if (after.reader().done() > before.reader().done()) {
      said.add("read " + after.reader().done() + " of " + setup.n() + " completes");
    }
    String all = said.isEmpty() ? "everybody waits" : String.join("; ", said);
    return "t=" + after.t() + ": " + all + ".";
  }

  private Optional<String> senderSays(Sender before, Sender after) {
    if (after.issued() > before.issued()) {
      return Optional.of(issues(before.issued()));
    }
    if (after.fenced() && !before.fenced()) {
      return Optional.of(
          setup.fence()
              ? "the sender's fence flushes its write-combining buffer"
              : "the uncached doorbell waits until the write-combining buffer is flushed");
    }
    if (after.waited() > before.waited()) {
      return Optional.of("the sender waits for the device: no credit is left");
    }
    if (after.phase() == Phase.DONE && before.phase() != Phase.DONE) {
      return Optional.of(
          before.phase() == Phase.STALLED
              ? "the sender waits for its read, which comes back: it takes itself for done"
              : "the sender sees in host memory that the device has heard the doorbell");
    }
    return after.stalled() > before.stalled()
        ? Optional.of("the sender waits for the device: its read is not back")
        : Optional.empty();
  }

  private String issues(int write) {
    boolean bell = write == setup.n() - 1;
    if (bell ? setup.holdsBell() : setup.types().combine()) {
      return "the sender stores "
          + (bell ? "the doorbell" : "write " + write)
          + ", which stays in a combining buffer";
    }
    return bell
        ? "the sender rings the doorbell"
        : "the sender issues write " + write + " and goes on";
  }

  @Override
  public List<Claim<MmioState>> claims() {
    return List.of(
        new Claim.Never<>(
            CORE_RUNS_ON,
            "The sending core never stands waiting for the device.",
            s -> s.sender().stalled() > 0 || s.sender().waited() > 0),
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
            "A core has issued "
                + Setup.count(setup.n(), "write")
                + " sooner than it has done "
                + Setup.count(setup.n(), "read")
                + ".",
            "ticks",
            "writes",
            "reads",
            this::costs),
        new Claim.Sometimes<>(
            FIRE_AND_FORGET,
            "A core is past a write that the device does not have yet.",
            s -> s.sender().issued() > s.writes().taken()));
  }

  /** Both cores at their own pace; the buffers are evicted by nobody but the sender. */
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
