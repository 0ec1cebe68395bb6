package lab.experiments.cpu.tlb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.tlb.PageSize;
import lab.cpu.tlb.PageTable;
import lab.cpu.tlb.Translations;
import lab.experiments.cpu.tlb.TlbState.Done;
import lab.experiments.cpu.tlb.TlbState.Frames;
import lab.experiments.cpu.tlb.TlbState.Last;
import lab.experiments.cpu.tlb.TlbState.Task;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Schedule;

/**
 * Two processes on one core, which use the same addresses, and a kernel that takes one page away. A
 * run ends after {@link #RUN} accesses, which keeps its counters finite.
 */
final class TlbMachine implements Machine<TlbState> {
  static final int RUN = 8;

  static final String OWN_PAGES = "own-pages-only";
  static final String AS_TABLES_SAY = "as-the-tables-say";
  static final String BELOW_HALF = "below-half";
  static final String FITS_BEATS_SPILLS = "fits-beats-spills";
  static final String HUGE_BEATS_BASE = "huge-beats-base";
  static final String HITS = "hits";

  /** Where both processes have their pages: bits chosen so that the walk's indices differ. */
  static final long BASE = 0x7f3b_4020_0000L;

  /** How often the pages are gone round in what is compared. */
  static final int ROUNDS = 3;

  static final Action SWITCH = Action.of("kernel", "switch");
  static final Action TAKE = Action.of("kernel", "take");

  private final Setup setup;
  private final TlbStory story;

  TlbMachine(Setup setup) {
    this.setup = setup;
    story = new TlbStory(setup);
  }

  Setup setup() {
    return setup;
  }

  static Action access(Task by, int page) {
    return Action.of("process" + by, "access", Integer.toString(page));
  }

  static long address(int page) {
    return BASE + page * PageSize.BASE.bytes();
  }

  /** Process A has used its memory before, so A is set; of B's, nothing has been used yet. */
  @Override
  public TlbState start() {
    return new TlbState(
        Translations.empty(setup.shape()),
        mapped(setup.size(), setup.frames()),
        PageTable.EMPTY,
        Task.A,
        new Frames(setup.frames(), false, false),
        new Done(0, 0, 0),
        Optional.empty());
  }

  private static PageTable mapped(PageSize size, int frames) {
    PageTable table = PageTable.EMPTY;
    for (int i = 0; i < frames; i++) {
      long address = BASE + i * size.bytes();
      table = table.map(address, size, i);
      table = table.used(table.find(address).orElseThrow(), false);
    }
    return table;
  }

  @Override
  public void steps(TlbState s, Steps<TlbState> out) {
    if (s.done().all() == RUN) {
      return;
    }
    for (int page : next(s)) {
      TlbState after = accessed(s, page);
      out.step(access(s.running(), page), after, () -> story.access(s, after));
    }
    TlbState switched = switched(s);
    out.step(SWITCH, switched, () -> story.switched(s, switched));
    if (!s.frames().taken()) {
      TlbState taken = taken(s);
      out.step(TAKE, taken, () -> story.taken(s, taken));
    }
  }

  /** Whether the access that comes next is a store; one that faults is repeated as it was. */
  private boolean stores(TlbState s) {
    return setup.access().stores(s.done().all());
  }

  /** The pages of which the running process may use one next; process B has one. */
  private List<Integer> next(TlbState s) {
    if (s.running() == Task.B || setup.order() == Setup.Order.SAME) {
      return List.of(0);
    }
    if (setup.order() == Setup.Order.CYCLIC) {
      return List.of(s.done().ofA() % setup.pages());
    }
    List<Integer> all = new ArrayList<>();
    for (int page = 0; page < setup.pages(); page++) {
      all.add(page);
    }
    return all;
  }

  private TlbState accessed(TlbState s, int page) {
    Task by = s.running();
    Translations.Access access = s.tlb().access(s.table(by), by.space, address(page), stores(s));
    boolean faulted = access.found() == Translations.Found.FAULT;
    int frame = faulted ? -1 : (int) (access.physical() / setup.size().bytes());
    Last last = new Last(by, page, access.found(), access.walked(), access.loads(), frame);
    PageTable table =
        faulted
            ? s.table(by).map(address(page), setup.size(), s.frames().offered())
            : access.table();
    return new TlbState(
        access.tlb(),
        by == Task.A ? table : s.a(),
        by == Task.B ? table : s.b(),
        by,
        faulted ? s.frames().used() : s.frames(),
        faulted ? s.done() : s.done().and(by, access.hit()),
        Optional.of(last));
  }

  private TlbState switched(TlbState s) {
    return new TlbState(
        s.tlb().switched(),
        s.a(),
        s.b(),
        s.running().other(),
        s.frames(),
        s.done(),
        Optional.empty());
  }

  /** The entry goes, the frame is free; INVLPG follows if the kernel does not forget it. */
  private TlbState taken(TlbState s) {
    // Without tags nothing of a process is left when another runs.
    boolean invalidates = setup.invalidates() && (setup.shape().tagged() || s.running() == Task.A);
    return new TlbState(
        invalidates ? s.tlb().invalidate(Task.A.space, BASE) : s.tlb(),
        s.a().unmap(BASE),
        s.b(),
        s.running(),
        new Frames(s.frames().next(), true, true),
        s.done(),
        Optional.empty());
  }

  @Override
  public List<Refusal> refusals(TlbState s) {
    if (s.done().all() == RUN) {
      String ended = "the run ends after " + RUN + " accesses";
      return List.of(new Refusal(access(s.running(), 0), ended));
    }
    return s.frames().taken()
        ? List.of(new Refusal(TAKE, "it has taken a page already, once in a run"))
        : List.of();
  }

  @Override
  public Optional<Codec<TlbState>> codec() {
    // One for each search, which keeps its parts no longer than it lasts.
    return Optional.of(new TlbPacked());
  }

  @Override
  public List<Claim<TlbState>> claims() {
    return List.of(
        new Claim.Never<>(
            OWN_PAGES, "No process gets at a page of the other's.", TlbState::foreign),
        new Claim.Never<>(
            AS_TABLES_SAY,
            "No access goes where its own process's table does not lead.",
            TlbState::stale),
        new Claim.Reach<>(
            BELOW_HALF,
            "Of the " + RUN + " accesses of a run fewer than half are hits.",
            s -> s.done().all() == RUN && 2 * s.done().hits() < RUN),
        new Claim.Beats<>(
            FITS_BEATS_SPILLS,
            "Going "
                + ROUNDS
                + " times round as many pages as the TLB has entries takes fewer loads of tables"
                + " for each access than going round one page more.",
            "loads for " + perAccess() + " accesses",
            "fits",
            "spills",
            this::reach),
        new Claim.Beats<>(
            HUGE_BEATS_BASE,
            "Going "
                + ROUNDS
                + " times round a process's pages takes fewer loads of tables if they lie in a"
                + " page of 2 MiB than if each is one of 4 KiB.",
            "loads",
            "2 MiB",
            "4 KiB",
            this::sizes),
        new Claim.Sometimes<>(HITS, "The TLB answers an access.", s -> s.done().hits() > 0));
  }

  /** As many accesses of either as make whole rounds of both. */
  private int perAccess() {
    int entries = setup.shape().entries();
    return ROUNDS * entries * (entries + 1);
  }

  private Claim.Costs reach() {
    int entries = setup.shape().entries();
    return new Claim.Costs(
        loads(setup.size(), setup.size(), entries, ROUNDS) * (entries + 1),
        loads(setup.size(), setup.size(), entries + 1, ROUNDS) * entries,
        Schedule.empty());
  }

  private Claim.Costs sizes() {
    return new Claim.Costs(
        loads(PageSize.HUGE, PageSize.BASE, setup.pages(), ROUNDS),
        loads(PageSize.BASE, PageSize.BASE, setup.pages(), ROUNDS),
        Schedule.empty());
  }

  /**
   * Loads of so many rounds through an empty TLB.
   *
   * @param size of the pages that memory is mapped by
   * @param stride how far what is used lies apart
   */
  private long loads(PageSize size, PageSize stride, int pages, int rounds) {
    PageTable table = mapped(size, pages);
    Translations tlb = Translations.empty(setup.shape());
    long loads = 0;
    for (int i = 0; i < pages * rounds; i++) {
      Translations.Access access = tlb.access(table, 0, BASE + i % pages * stride.bytes(), false);
      tlb = access.tlb();
      table = access.table();
      loads += access.loads();
    }
    return loads;
  }
}
