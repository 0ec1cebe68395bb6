package lab.experiments.nic.cutthrough;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;

/** One frame on its way from the core through the NIC to the wire, tick by tick. */
final class CutThroughMachine implements Machine<CutThroughMachine.State> {
  static final String NEVER_DRY = "wire-never-dry";
  static final String ONE_COPY = "a-valid-copy-can-leave";
  static final String NO_TWO_COPIES = "never-two-valid-copies";
  static final String FIRST_BIT = "first-bit-sooner";
  static final String LEAVES = "a-valid-copy-leaves";

  private static final Action TICK = Action.of("clock", "tick");
  private static final int TO_COME = -1;

  /** What the NIC is about. */
  enum Phase {
    /** It gathers chunks; nothing is on the wire. */
    GATHERING,
    SENDING,
    /** The frame has left as it should. */
    SENT,
    /** The frame had to end with a wrong FCS. */
    POISONED,
    /** The fallback copy is read by DMA. */
    FETCHING,
    RESENDING,
    RESENT
  }

  /** What becomes of the fallback descriptor. */
  enum Fallback {
    /** Posted by the core, dropped by the NIC after a success. */
    ON,
    /** Never posted. */
    OFF,
    /** Posted, and never dropped. */
    ALWAYS
  }

  /**
   * @param arrived chunks that the core has stored to the NIC
   * @param sent chunks of the first try that are on the wire
   * @param firstBit the tick of the first bit; 0: not yet
   * @param away ticks for which the core is still descheduled; -1 if that is to come
   * @param posted whether the fallback descriptor is posted
   * @param fetched chunks of the fallback copy that are in the NIC
   * @param resent chunks of it that are on the wire
   * @param valid whole frames that have left
   */
  record State(
      int t,
      Phase phase,
      int arrived,
      int sent,
      int firstBit,
      int away,
      boolean posted,
      int fetched,
      int resent,
      int valid) {}

  /**
   * @param store whether the NIC waits for the whole frame
   * @param startAfter chunks after which it begins otherwise
   * @param pcie chunks a tick to the NIC
   * @param wire chunks a tick to the wire
   * @param stall ticks for which the core may be descheduled, once; 0: never
   */
  record Setup(
      boolean store,
      int chunks,
      int startAfter,
      int pcie,
      int wire,
      int stall,
      Fallback fallback) {}

  private final Setup setup;

  CutThroughMachine(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  int threshold() {
    return setup.store ? setup.chunks : setup.startAfter;
  }

  @Override
  public State start() {
    return new State(0, Phase.GATHERING, 0, 0, 0, TO_COME, false, 0, 0, 0);
  }

  @Override
  public void steps(State s, Steps<State> out) {
    if (moves(s)) {
      State next = tick(s);
      out.step(TICK, next, () -> story(s, next));
    }
    if (setup.stall > 0 && s.away == TO_COME && s.arrived < setup.chunks) {
      out.step(
          Action.of("core", "stall"),
          new State(
              s.t,
              s.phase,
              s.arrived,
              s.sent,
              s.firstBit,
              setup.stall,
              s.posted,
              s.fetched,
              s.resent,
              s.valid),
          () ->
              "The core is descheduled for %d ticks, %d chunks written."
                  .formatted(setup.stall, s.arrived));
    }
    if (setup.fallback != Fallback.OFF && !s.posted && s.arrived == setup.chunks) {
      boolean good = s.phase == Phase.SENT;
      State next = posted(s);
      out.step(
          Action.of("core", "fallback"),
          next,
          () ->
              "The core posts the fallback descriptor"
                  + (good
                      ? next.phase == Phase.SENT
                          ? "; the NIC drops it: the frame has left."
                          : "; the NIC does not drop it."
                      : "."));
    }
  }

  private boolean moves(State s) {
    return s.arrived < setup.chunks
        || s.phase == Phase.GATHERING
        || s.phase == Phase.SENDING
        || s.phase == Phase.FETCHING
        || s.phase == Phase.RESENDING;
  }

  private State posted(State s) {
    return new State(
        s.t,
        reaction(s.phase, true),
        s.arrived,
        s.sent,
        s.firstBit,
        s.away,
        true,
        s.fetched,
        s.resent,
        s.valid);
  }

  /** What a frame that has ended leads to if its fallback descriptor is there. */
  private Phase reaction(Phase phase, boolean posted) {
    boolean again =
        phase == Phase.POISONED || (phase == Phase.SENT && setup.fallback == Fallback.ALWAYS);
    return posted && again ? Phase.FETCHING : phase;
  }

  private State tick(State s) {
    boolean present = s.away <= 0;
    int arrived = present ? Math.min(setup.chunks, s.arrived + setup.pcie) : s.arrived;
    int away = present ? s.away : s.away - 1;
    Phase phase = s.phase;
    int sent = s.sent;
    int firstBit = s.firstBit;
    int fetched = s.fetched;
    int resent = s.resent;
    int valid = s.valid;
    switch (s.phase) {
      case GATHERING, SENDING -> {
        if (s.arrived >= threshold()) {
          sent = Math.min(setup.chunks, s.sent + setup.wire);
          firstBit = firstBit == 0 ? s.t + 1 : firstBit;
          if (sent > arrived) {
            sent = arrived;
            phase = reaction(Phase.POISONED, s.posted);
          } else if (sent == setup.chunks) {
            valid++;
            phase = reaction(Phase.SENT, s.posted);
          } else {
            phase = Phase.SENDING;
          }
        }
      }
      case FETCHING -> {
        fetched = Math.min(setup.chunks, s.fetched + setup.pcie);
        phase = fetched == setup.chunks ? Phase.RESENDING : Phase.FETCHING;
      }
      case RESENDING -> {
        resent = Math.min(setup.chunks, s.resent + setup.wire);
        if (resent == setup.chunks) {
          valid++;
          phase = Phase.RESENT;
        }
      }
      case SENT, POISONED, RESENT -> {}
    }
    return new State(
        s.t + 1, phase, arrived, sent, firstBit, away, s.posted, fetched, resent, valid);
  }

  private String story(State before, State after) {
    List<String> said = new ArrayList<>();
    if (after.arrived > before.arrived) {
      said.add("%d of %d chunks are in".formatted(after.arrived, setup.chunks));
    } else if (before.away > 0 && before.arrived < setup.chunks) {
      said.add("the core is away");
    }
    if (after.firstBit == after.t) {
      said.add("the first bit is on the wire");
    }
    if (after.fetched > before.fetched) {
      said.add("%d chunks of the fallback copy are in".formatted(after.fetched));
    }
    if (after.resent > before.resent && after.valid == before.valid) {
      said.add("the fallback copy is on the wire");
    }
    if (dry(after) && !dry(before)) {
      said.add("the wire runs dry after %d chunks and the frame is poisoned".formatted(after.sent));
    }
    if (after.valid > before.valid) {
      said.add("the frame has left whole");
    }
    return "t=%d: %s."
        .formatted(after.t, said.isEmpty() ? "the wire goes on" : String.join("; ", said));
  }

  /** Whether the first try ended before its time. */
  boolean dry(State s) {
    return s.sent < setup.chunks
        && switch (s.phase) {
          case GATHERING, SENDING, SENT -> false;
          case POISONED, FETCHING, RESENDING, RESENT -> true;
        };
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            NEVER_DRY, "The wire never runs dry in the middle of a frame.", this::dry),
        new Claim.Stuck<>(
            ONE_COPY,
            "Whatever has happened, a valid copy of the frame leaves or can still leave.",
            s -> s.valid > 0),
        new Claim.Never<>(NO_TWO_COPIES, "The frame never leaves whole twice.", s -> s.valid > 1),
        new Claim.Beats<>(
            FIRST_BIT,
            "The first bit is on the wire sooner than if the NIC stored the frame.",
            "ticks",
            "cut-through",
            "store-and-forward",
            () ->
                new Claim.Costs(
                    firstBit(setup.startAfter),
                    firstBit(setup.chunks),
                    new Schedule(Collections.nCopies(firstBit(setup.chunks), TICK)))),
        new Claim.Sometimes<>(LEAVES, "A valid copy leaves.", s -> s.valid > 0));
  }

  /** The tick of the first bit if nothing stalls and the NIC begins after so many chunks. */
  int firstBit(int startAfter) {
    CutThroughMachine machine =
        new CutThroughMachine(
            new Setup(false, setup.chunks, startAfter, setup.pcie, setup.wire, 0, Fallback.OFF));
    State s = machine.start();
    while (s.firstBit == 0) {
      s = machine.tick(s);
    }
    return s.firstBit;
  }
}
