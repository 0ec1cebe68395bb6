package lab.experiments.nic.cutthrough;

import lab.experiments.nic.cutthrough.Setup.Fallback;

/**
 * Where the chunks of the frame are.
 *
 * @param t ticks that have passed
 */
record CutThroughState(int t, Phase phase, Core core, First first, Copy copy) {
  static final CutThroughState START =
      new CutThroughState(
          0, Phase.GATHERING, new Core(0, Core.TO_COME, false), new First(0, 0), new Copy(0, 0));

  /** What the NIC is about. */
  enum Phase {
    /** It gathers chunks; nothing is on the wire. */
    GATHERING("gathering"),
    SENDING("sending"),
    /** The frame has left as it should. */
    SENT("sent"),
    /** The frame had to end with a wrong FCS. */
    POISONED("poisoned"),
    /** The fallback copy is read by DMA. */
    FETCHING("fetching"),
    RESENDING("resending"),
    RESENT("resent");

    final String word;

    Phase(String word) {
      this.word = word;
    }
  }

  /**
   * @param stored chunks that it has stored to the NIC
   * @param away ticks for which it is still descheduled; {@link #TO_COME}: that may come
   * @param posted whether the fallback descriptor is posted
   */
  record Core(int stored, int away, boolean posted) {
    static final int TO_COME = -1;

    Core leaves(int ticks) {
      return new Core(stored, ticks, posted);
    }

    Core posts() {
      return new Core(stored, away, true);
    }

    Core after(Setup setup) {
      return away > 0
          ? new Core(stored, away - 1, posted)
          : new Core(Math.min(setup.chunks(), stored + setup.pcie()), away, posted);
    }
  }

  /**
   * The first try.
   *
   * @param sent chunks of it that are on the wire
   * @param bit the tick of its first bit; 0: not yet
   */
  record First(int sent, int bit) {}

  /**
   * The fallback copy.
   *
   * @param fetched chunks of it that are in the NIC
   * @param resent chunks of it that are on the wire
   */
  record Copy(int fetched, int resent) {}

  /** Whether the first try ended before its time. */
  boolean dry(Setup setup) {
    return first.sent < setup.chunks()
        && switch (phase) {
          case GATHERING, SENDING, SENT -> false;
          case POISONED, FETCHING, RESENDING, RESENT -> true;
        };
  }

  /** Whether it is poisoned, and nobody will post what would send it again. */
  boolean lost(Setup setup) {
    return phase == Phase.POISONED && setup.fallback() == Fallback.OFF;
  }

  /** Whole frames that have left. */
  int valid(Setup setup) {
    return (first.sent == setup.chunks() ? 1 : 0) + (copy.resent == setup.chunks() ? 1 : 0);
  }

  /** The same moment, but the core is descheduled. */
  CutThroughState stalled(Setup setup) {
    return new CutThroughState(t, phase, core.leaves(setup.stall()), first, copy);
  }

  /** The same moment, but the fallback descriptor is posted. */
  CutThroughState posted(Setup setup) {
    return new CutThroughState(t, reaction(phase, true, setup), core.posts(), first, copy);
  }

  /** What a frame that has ended leads to if its fallback descriptor is there. */
  private static Phase reaction(Phase phase, boolean posted, Setup setup) {
    boolean again =
        phase == Phase.POISONED || (phase == Phase.SENT && setup.fallback() == Fallback.ALWAYS);
    return posted && again ? Phase.FETCHING : phase;
  }

  /** A tick later. */
  CutThroughState after(Setup setup) {
    CutThroughState next = new CutThroughState(t + 1, phase, core.after(setup), first, copy);
    return switch (phase) {
      case GATHERING, SENDING -> core.stored >= setup.threshold() ? next.sends(setup) : next;
      case FETCHING -> next.fetches(setup);
      case RESENDING -> next.resends(setup);
      case SENT, POISONED, RESENT -> next;
    };
  }

  private CutThroughState sends(Setup setup) {
    int wanted = Math.min(setup.chunks(), first.sent + setup.wire());
    int sent = Math.min(wanted, core.stored);
    Phase next =
        sent < wanted ? Phase.POISONED : sent == setup.chunks() ? Phase.SENT : Phase.SENDING;
    return new CutThroughState(
        t,
        reaction(next, core.posted, setup),
        core,
        new First(sent, first.bit == 0 ? t : first.bit),
        copy);
  }

  private CutThroughState fetches(Setup setup) {
    int fetched = Math.min(setup.chunks(), copy.fetched + setup.pcie());
    Phase next = fetched == setup.chunks() ? Phase.RESENDING : Phase.FETCHING;
    return new CutThroughState(t, next, core, first, new Copy(fetched, copy.resent));
  }

  private CutThroughState resends(Setup setup) {
    int resent = Math.min(setup.chunks(), copy.resent + setup.wire());
    Phase next = resent == setup.chunks() ? Phase.RESENT : Phase.RESENDING;
    return new CutThroughState(t, next, core, first, new Copy(copy.fetched, resent));
  }
}
