package lab.experiments.nic.cutthrough;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.cutthrough.CutThroughState.Core;
import lab.experiments.nic.cutthrough.CutThroughState.Phase;
import lab.experiments.nic.cutthrough.Setup.Fallback;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;

/** One frame on its way from the core through the NIC to the wire, tick by tick. */
final class CutThroughMachine implements Machine<CutThroughState> {
  static final String NEVER_DRY = "wire-never-dry";
  static final String NEVER_LOST = "never-lost";
  static final String NO_TWO_COPIES = "never-two-valid-copies";
  static final String FIRST_BIT = "first-bit-sooner";
  static final String LEAVES = "a-valid-copy-leaves";

  private static final Action TICK = Action.of("clock", "tick");
  private static final Action STALL = Action.of("core", "stall");
  private static final Action POST = Action.of("core", "post", "fallback");

  private final Setup setup;

  CutThroughMachine(Setup setup) {
    this.setup = setup;
  }

  Setup setup() {
    return setup;
  }

  @Override
  public CutThroughState start() {
    return CutThroughState.START;
  }

  @Override
  public void steps(CutThroughState s, Steps<CutThroughState> out) {
    if (obstacleToTick(s).isEmpty()) {
      CutThroughState next = s.after(setup);
      out.step(TICK, next, () -> story(s, next));
    }
    if (obstacleToStall(s).isEmpty()) {
      out.step(
          STALL,
          s.stalled(setup),
          () ->
              "The core is descheduled for "
                  + Setup.count(setup.stall(), "tick")
                  + ", "
                  + Setup.count(s.core().stored(), "chunk")
                  + " written.");
    }
    if (obstacleToPost(s).isEmpty()) {
      CutThroughState next = s.posted(setup);
      out.step(POST, next, () -> postStory(s.phase(), next.phase()));
    }
  }

  @Override
  public List<Refusal> refusals(CutThroughState s) {
    List<Refusal> refused = new ArrayList<>();
    obstacleToTick(s).ifPresent(why -> refused.add(new Refusal(TICK, why)));
    if (setup.stall() > 0) {
      obstacleToStall(s).ifPresent(why -> refused.add(new Refusal(STALL, why)));
    }
    obstacleToPost(s).ifPresent(why -> refused.add(new Refusal(POST, why)));
    return refused;
  }

  private Optional<String> obstacleToTick(CutThroughState s) {
    if (s.core().stored() < setup.chunks()) {
      return Optional.empty();
    }
    return switch (s.phase()) {
      case GATHERING, SENDING, FETCHING, RESENDING -> Optional.empty();
      case SENT -> Optional.of("the frame has left");
      case POISONED -> Optional.of("the frame is poisoned, and no fallback is posted");
      case RESENT -> Optional.of("the fallback copy has left");
    };
  }

  private Optional<String> obstacleToStall(CutThroughState s) {
    if (setup.stall() == 0) {
      return Optional.of("stall=0: the core is never away");
    }
    if (s.core().stored() == setup.chunks()) {
      return Optional.of("the core has stored all chunks");
    }
    return s.core().away() == Core.TO_COME
        ? Optional.empty()
        : Optional.of("the core is away once only");
  }

  private Optional<String> obstacleToPost(CutThroughState s) {
    if (setup.fallback() == Fallback.OFF) {
      return Optional.of("fallback=off: the core forgets to post it");
    }
    if (s.core().posted()) {
      return Optional.of("it is posted already");
    }
    return s.core().stored() == setup.chunks()
        ? Optional.empty()
        : Optional.of("it comes behind the frame, of which " + in(s.core().stored()));
  }

  private static String postStory(Phase before, Phase after) {
    String posts = "The core posts the fallback descriptor";
    if (before != Phase.SENT) {
      return posts + ".";
    }
    return posts
        + (after == Phase.SENT
            ? "; the NIC drops it: the frame has left."
            : "; the NIC does not drop it.");
  }

  private String story(CutThroughState before, CutThroughState after) {
    List<String> said = new ArrayList<>();
    if (after.core().stored() > before.core().stored()) {
      said.add(in(after.core().stored()));
    } else if (before.core().away() > 0) {
      said.add("the core is away");
    }
    if (after.first().bit() == after.t()) {
      said.add("the first bit is on the wire");
    }
    boolean whole = after.valid(setup) > before.valid(setup);
    if (after.copy().fetched() > before.copy().fetched()) {
      said.add("of the fallback copy " + in(after.copy().fetched()));
    }
    if (after.copy().resent() > before.copy().resent() && !whole) {
      said.add("the fallback copy is on the wire");
    }
    if (after.dry(setup) && !before.dry(setup)) {
      said.add(
          "the wire runs dry after "
              + Setup.count(after.first().sent(), "chunk")
              + " and the frame is poisoned"
              + (after.lost(setup) ? ": no copy will come, and it is lost" : ""));
    }
    if (whole) {
      said.add("the frame has left whole" + (after.valid(setup) > 1 ? " a second time" : ""));
    }
    String all = said.isEmpty() ? "the wire goes on" : String.join("; ", said);
    return "t=" + after.t() + ": " + all + ".";
  }

  private String in(int chunks) {
    String all = Setup.count(setup.chunks(), "chunk");
    return chunks + " of " + all + (chunks == 1 ? " is in" : " are in");
  }

  @Override
  public List<Claim<CutThroughState>> claims() {
    return List.of(
        new Claim.Never<>(
            NEVER_DRY, "The wire never runs dry in the middle of a frame.", s -> s.dry(setup)),
        new Claim.Never<>(
            NEVER_LOST,
            "The frame is never lost: poisoned on the wire, and no copy of it to come.",
            s -> s.lost(setup)),
        new Claim.Never<>(
            NO_TWO_COPIES, "The frame never leaves whole twice.", s -> s.valid(setup) > 1),
        new Claim.Beats<>(
            FIRST_BIT,
            "A frame that is cut through has its first bit on the wire sooner than one that is"
                + " stored.",
            "ticks",
            "cut-through",
            "store-and-forward",
            this::firstBits),
        new Claim.Sometimes<>(LEAVES, "A valid copy leaves.", s -> s.valid(setup) > 0));
  }

  private Claim.Costs firstBits() {
    int stored = setup.firstBit(setup.chunks());
    return new Claim.Costs(
        setup.firstBit(setup.startAfter()),
        stored,
        new Schedule(Collections.nCopies(stored, TICK)));
  }
}
