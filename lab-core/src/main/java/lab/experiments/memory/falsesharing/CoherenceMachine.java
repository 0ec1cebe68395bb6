package lab.experiments.memory.falsesharing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.coherence.Coherence;
import lab.cpu.coherence.CoherentLine;
import lab.cpu.coherence.Protocol;
import lab.cpu.coherence.Supply;
import lab.cpu.coherence.Transaction;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Replay;
import lab.explore.Schedule;

/**
 * Two cores, two words, and the lines they lie on. A core may write its own word only: core A word
 * a, core B word b. A run ends after {@link #WRITES} writes, which keeps its counters finite.
 */
final class CoherenceMachine implements Machine<CoherenceMachine.State> {
  static final int WRITES = 48;

  static final String NO_TRANSFER = "no-transfer";
  static final String PADDED_BEATS_SHARED = "padded-beats-shared";
  static final String BOTH_WRITE = "both-write";

  /** Where the two words lie. */
  enum Layout {
    SHARED,
    PADDED
  }

  /** What the caches hold before the first write. */
  enum Start {
    /** Each word has been written once, b before a: the shared line is core A's. */
    WARM,
    /** Both caches are empty. */
    COLD
  }

  /** The core that holds a line modified; the other core's copy is then invalid. */
  enum Owner {
    NOBODY,
    A,
    B
  }

  /**
   * @param lineOfA who owns the line on which word a lies
   * @param lineOfB who owns the line on which word b lies; the same line if they share one
   * @param transfers how often a line came from the other core
   * @param coldFills how often a line came from memory
   */
  record State(
      Owner lineOfA, Owner lineOfB, int aWrites, int bWrites, int transfers, int coldFills) {
    int writes() {
      return aWrites + bWrites;
    }

    int silent() {
      return writes() - transfers - coldFills;
    }
  }

  static final List<Owner> CORES = List.of(Owner.A, Owner.B);

  /** Of a line that is only written each protocol has these two states, Modified and Invalid. */
  private static final Coherence RULES = new Coherence(Protocol.MESI, Supply.EXCLUSIVE);

  private final Layout layout;
  private final Start start;
  private final int burst;

  /**
   * @param burst how many writes a core does in a row in the schedule by which {@link
   *     #PADDED_BEATS_SHARED} is judged; 1 is strict alternation
   */
  CoherenceMachine(Layout layout, Start start, int burst) {
    this.layout = layout;
    this.start = start;
    this.burst = burst;
  }

  @Override
  public State start() {
    if (start == Start.COLD) {
      return new State(Owner.NOBODY, Owner.NOBODY, 0, 0, 0, 0);
    }
    return new State(Owner.A, layout == Layout.SHARED ? Owner.A : Owner.B, 0, 0, 0, 0);
  }

  @Override
  public void steps(State state, Steps<State> out) {
    if (state.writes() == WRITES) {
      return;
    }
    for (Owner core : CORES) {
      State next = write(state, core);
      out.step(write(core), next, () -> story(state, core, next));
    }
  }

  @Override
  public List<Refusal> refusals(State state) {
    if (state.writes() < WRITES) {
      return List.of();
    }
    String ended = "the run ends after " + WRITES + " writes";
    return CORES.stream().map(core -> new Refusal(write(core), ended)).toList();
  }

  static Action write(Owner core) {
    return Action.of("core" + core, "write");
  }

  /** The write itself is the engine's; what is kept of the line is who owns it. */
  private State write(State s, Owner core) {
    boolean a = core == Owner.A;
    boolean shared = layout == Layout.SHARED;
    Transaction t = RULES.write(line(a ? s.lineOfA() : s.lineOfB()), index(core), a ? 0 : 1, 0);
    Owner after = owner(t.after());
    return new State(
        a || shared ? after : s.lineOfA(),
        !a || shared ? after : s.lineOfB(),
        s.aWrites() + (a ? 1 : 0),
        s.bWrites() + (a ? 0 : 1),
        s.transfers() + (t.transfer() ? 1 : 0),
        s.coldFills() + (t.supplier() == Transaction.MEMORY ? 1 : 0));
  }

  private static int index(Owner core) {
    return CORES.indexOf(core);
  }

  /** Without data: nobody reads here. A line that has an owner is Modified there. */
  private static CoherentLine line(Owner owner) {
    CoherentLine line = CoherentLine.inMemory(CORES.size());
    return owner == Owner.NOBODY ? line : RULES.write(line, index(owner), 0, 0).after();
  }

  private static Owner owner(CoherentLine line) {
    for (Owner core : CORES) {
      if (line.state(index(core)).valid()) {
        return core;
      }
    }
    return Owner.NOBODY;
  }

  private String story(State before, Owner core, State after) {
    String writes = "Core " + core + " writes " + (core == Owner.A ? "a" : "b");
    if (after.transfers() > before.transfers()) {
      Owner other = core == Owner.A ? Owner.B : Owner.A;
      return writes
          + ": core "
          + other
          + " held the line modified, so its copy is invalidated and the line crosses to core "
          + core
          + ".";
    }
    return after.coldFills() > before.coldFills()
        ? writes + ": no cache held the line, so it comes from memory."
        : writes + ": it owns the line already, and the other core notices nothing.";
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            NO_TRANSFER,
            "When both cores have written, each a word of its own, no line has crossed.",
            s -> s.aWrites() > 0 && s.bWrites() > 0 && s.transfers() > 0),
        new Claim.Beats<>(
            PADDED_BEATS_SHARED,
            "Over "
                + WRITES
                + " writes, "
                + turns()
                + ", a line for each word means fewer line transfers than one line.",
            "line transfers",
            "padded",
            "shared",
            this::costs),
        new Claim.Sometimes<>(
            BOTH_WRITE, "Both cores get to write.", s -> s.aWrites() > 0 && s.bWrites() > 0));
  }

  private String turns() {
    return burst == WRITES
        ? "all of them core B's"
        : burst == 1
            ? "the cores taking turns"
            : "the cores taking turns every " + burst + " writes";
  }

  private Claim.Costs costs() {
    return new Claim.Costs(cost(Layout.PADDED), cost(Layout.SHARED), alternating(burst));
  }

  private long cost(Layout which) {
    CoherenceMachine machine = new CoherenceMachine(which, start, burst);
    return Replay.run(machine, alternating(burst)).last().transfers();
  }

  /** {@link #WRITES} writes, core B first, {@code burst} of them in a row. */
  static Schedule alternating(int burst) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      actions.add(write(i / burst % 2 == 0 ? Owner.B : Owner.A));
    }
    return new Schedule(actions);
  }

  @Override
  public Optional<Codec<State>> codec() {
    return Optional.of(Packed.INSTANCE);
  }

  /** One {@code long}: two owners of two bits, four counters of six. */
  private enum Packed implements Codec<State> {
    INSTANCE;

    @Override
    public int longs() {
      return 1;
    }

    @Override
    public void pack(State s, long[] into, int at) {
      long word = bits(s.lineOfA()) | bits(s.lineOfB()) << 2;
      word |= (long) s.aWrites() << 4 | (long) s.bWrites() << 10;
      into[at] = word | (long) s.transfers() << 16 | (long) s.coldFills() << 22;
    }

    @Override
    public State unpack(long[] from, int at) {
      int word = (int) from[at];
      return new State(
          owner(word & 3),
          owner(word >> 2 & 3),
          word >> 4 & 63,
          word >> 10 & 63,
          word >> 16 & 63,
          word >> 22 & 63);
    }

    private static int bits(Owner owner) {
      return switch (owner) {
        case NOBODY -> 0;
        case A -> 1;
        case B -> 2;
      };
    }

    private static Owner owner(int bits) {
      return switch (bits) {
        case 1 -> Owner.A;
        case 2 -> Owner.B;
        default -> Owner.NOBODY;
      };
    }
  }
}
