package lab.experiments.cpu.mesi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.coherence.BusRequest;
import lab.cpu.coherence.Coherence;
import lab.cpu.coherence.Transaction;
import lab.cpu.coherence.Words;
import lab.experiments.cpu.mesi.MesiState.Last;
import lab.experiments.cpu.mesi.MesiState.Waiting;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;

/**
 * Cores that read, write and give up one line. A run ends after some accesses, which keeps its
 * counters finite.
 */
final class MesiMachine implements Machine<MesiState> {
  private static final String READ = "read";
  private static final String WRITE = "write";
  private static final String EVICT = "evict";

  private final Setup setup;
  private final Coherence rules;
  private final int burst;
  private final int limit;

  /**
   * @param burst writes in a row before the other's turn, in what is compared
   * @param limit accesses in a run
   */
  MesiMachine(Setup setup, int burst, int limit) {
    this.setup = setup;
    this.rules = setup.rules();
    this.burst = burst;
    this.limit = limit;
  }

  @Override
  public MesiState start() {
    return MesiState.start(setup.cores());
  }

  static Action act(int core, String verb) {
    return Action.of("core" + Setup.name(core), verb);
  }

  static Action read(int core) {
    return act(core, READ);
  }

  static Action write(int core) {
    return act(core, WRITE);
  }

  static Action evict(int core) {
    return act(core, EVICT);
  }

  static Action answer(int core) {
    return Action.of("bus", "answer", Setup.name(core));
  }

  @Override
  public void steps(MesiState s, Steps<MesiState> out) {
    for (int core = 0; core < setup.cores(); core++) {
      if (s.waiting().get(core).waits() || s.accesses() == limit) {
        continue;
      }
      access(s, core, false, out);
      access(s, core, true, out);
      if (s.line().copy(core).valid()) {
        int who = core;
        Transaction t = rules.evict(s.line(), core);
        MesiState next = after(s, who, t, s.newest(), false, 1);
        out.step(evict(core), next, () -> new MesiStory(setup, s, next).evicts(who));
      }
    }
    for (int core = 0; core < setup.cores(); core++) {
      Waiting waiting = s.waiting().get(core);
      if (waiting.waits()) {
        int who = core;
        MesiState next = done(s, core, waiting, 0);
        out.step(
            answer(core), next, () -> new MesiStory(setup, s, next).answers(who, waiting.write()));
      }
    }
  }

  private void access(MesiState s, int core, boolean write, Steps<MesiState> out) {
    Optional<BusRequest> request = Coherence.request(s.line(), core, write);
    Action action = write ? write(core) : read(core);
    if (setup.split() && request.isPresent()) {
      boolean goesByThem = setup.slip() == Slip.LOST_UPGRADE && request.get() == BusRequest.UPGRADE;
      Words held = goesByThem ? s.line().copy(core).words() : Words.NEVER_WRITTEN;
      MesiState next = asking(s, core, new Waiting(write, request, held));
      out.step(action, next, () -> MesiStory.asks(core, request.get()));
      return;
    }
    MesiState next = done(s, core, new Waiting(write, request, Words.NEVER_WRITTEN), 1);
    out.step(action, next, () -> new MesiStory(setup, s, next).does(core, write));
  }

  private static MesiState asking(MesiState s, int core, Waiting asked) {
    return new MesiState(
        s.line(),
        s.newest(),
        changed(s, core, asked),
        new Last(Optional.empty(), core, Transaction.NOBODY, false),
        s.accesses() + 1,
        s.carried());
  }

  /** The access itself. A sound cache asks for what it lacks by now, not for what it lacked. */
  private MesiState done(MesiState s, int core, Waiting asked, int accesses) {
    if (!asked.write()) {
      Transaction t = rules.read(s.line(), core);
      boolean stale = !t.after().copy(core).words().equals(s.newest());
      return after(s, core, t, s.newest(), stale, accesses);
    }
    int word = setup.wordOf(core);
    int value = s.newest().word(word) + 1;
    boolean lost =
        setup.slip() == Slip.LOST_UPGRADE
            && asked.request().filter(r -> r == BusRequest.UPGRADE).isPresent();
    Transaction t =
        lost
            ? rules.upgrade(s.line(), core, asked.held(), word, value)
            : rules.write(s.line(), core, word, value);
    return after(s, core, t, s.newest().with(word, value), false, accesses);
  }

  private static MesiState after(
      MesiState s, int core, Transaction t, Words newest, boolean stale, int accesses) {
    return new MesiState(
        t.after(),
        newest,
        changed(s, core, Waiting.NOT),
        new Last(t.request(), core, t.supplier(), stale),
        s.accesses() + accesses,
        s.carried().and(t));
  }

  private static List<Waiting> changed(MesiState s, int core, Waiting to) {
    if (s.waiting().get(core).equals(to)) {
      return s.waiting();
    }
    List<Waiting> all = new ArrayList<>(s.waiting());
    all.set(core, to);
    return List.copyOf(all);
  }

  @Override
  public List<Refusal> refusals(MesiState s) {
    List<Refusal> all = new ArrayList<>();
    for (int core = 0; core < setup.cores(); core++) {
      String why =
          s.waiting().get(core).waits()
              ? "its request waits for the bus"
              : s.accesses() == limit ? "the run ends after " + limit + " accesses" : "";
      if (!why.isEmpty()) {
        all.add(new Refusal(read(core), why));
        all.add(new Refusal(write(core), why));
        all.add(new Refusal(evict(core), why));
      } else if (!s.line().copy(core).valid()) {
        all.add(new Refusal(evict(core), "it has no copy"));
      }
    }
    return all;
  }

  @Override
  public List<Claim<MesiState>> claims() {
    return MesiClaims.of(setup, burst);
  }
}
