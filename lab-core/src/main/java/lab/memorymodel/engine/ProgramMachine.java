package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.EndStates;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.SequentialExplorer;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/**
 * A program under a memory model, as a machine.
 *
 * <p>An action is {@code thread.verb}, with an argument where there is a choice (see {@link
 * MemoryModel} and the engines). Local instructions run together with the step before them, and at
 * the start, so that they add no interleavings. A weak compare-and-exchange that could succeed may
 * also fail: {@code t.cas:spurious}.
 */
public final class ProgramMachine implements Machine<ProgramState> {
  /** More states than any litmus test needs, and few enough to keep in memory. */
  public static final long MOST_STATES = 2_000_000;

  private final Engine engine;
  private final Program program;
  private final MemoryModel model;
  private final Grain grain;
  private final List<Claim<ProgramState>> claims;

  private ProgramMachine(
      Engine engine,
      Program program,
      MemoryModel model,
      Grain grain,
      List<Claim<ProgramState>> claims) {
    this.program = program;
    this.model = model;
    this.grain = grain;
    this.engine = engine;
    this.claims = List.copyOf(claims);
  }

  /**
   * @param claims what a room claims of the program; each assertion of the program adds a {@code
   *     never} of its name, unless there is one of that name here
   */
  public static ProgramMachine of(
      Program program, MemoryModel model, Grain grain, List<Claim<ProgramState>> claims) {
    Engine engine = engine(program, model, grain);
    Map<String, Claim<ProgramState>> all = new LinkedHashMap<>();
    claims.forEach(c -> all.put(c.name(), c));
    for (String name : engine.start().layout.threads.claims()) {
      all.putIfAbsent(
          name,
          new Claim.Never<>(
              name,
              "The assertion " + name + " of " + program.name() + " never fails.",
              s -> s.breaks(name)));
    }
    return new ProgramMachine(engine, program, model, grain, new ArrayList<>(all.values()));
  }

  /** A run of a program in sequential consistency, of which every step must be possible. */
  public static Replay<ProgramState> run(Program program, Grain grain, Schedule schedule) {
    Replay<ProgramState> run = Replay.run(of(program, MemoryModel.SC, grain, List.of()), schedule);
    run.refusal()
        .ifPresent(why -> {
          throw new IllegalArgumentException(program.name() + ": " + why);
        });
    return run;
  }

  /**
   * Every state in which a run of the program may end, single accesses being steps: all threads are
   * done and no assertion has failed. Equal registers and cells may come more than once, for the
   * states of a model hold more.
   *
   * @throws lab.input.BadInput if the program is beyond a limit of the model
   */
  public static EndStates<ProgramState> finals(Program program, MemoryModel model) {
    ProgramMachine machine = of(program, model, Grain.ACCESSES, List.of());
    // A hoisted spin ends in no state that the spin as written does not end in.
    return SequentialExplorer.ends(
            machine,
            MOST_STATES,
            action -> !(action.verb().equals("hoist") && action.actor().equals("jit")))
        .which(state -> state.allDone() && state.failedAssertion().isEmpty());
  }

  public Program program() {
    return program;
  }

  /** As asked for; where whole operations are steps it has no effect. */
  public MemoryModel model() {
    return model;
  }

  public Grain grain() {
    return grain;
  }

  static Engine engine(Program program, MemoryModel model, Grain grain) {
    if (grain == Grain.OPERATIONS) {
      return new OperationsEngine(program);
    }
    return switch (model) {
      case SC -> new ScEngine(program);
      case TSO -> new TsoEngine(program);
      case JAVA -> new JavaEngine(program);
    };
  }

  @Override
  public ProgramState start() {
    return engine.start();
  }

  @Override
  public void steps(ProgramState state, Steps<ProgramState> out) {
    engine.steps(own(state), out);
  }

  @Override
  public List<Refusal> refusals(ProgramState state) {
    List<Refusal> refusals = new ArrayList<>(closed(own(state)));
    idle(state, (action, next, story) -> refusals.add(new Refusal(action, story.get())));
    engine.waiting(
        own(state),
        action -> refusals.add(new Refusal(action, "it would wait for another thread")));
    return refusals;
  }

  /** What would change nothing, as if it were a step. */
  void idle(ProgramState state, Steps<ProgramState> out) {
    engine.idle(own(state), out);
  }

  /** The ways of choices that are not open, where the program says why. */
  private static List<Refusal> closed(FlatState state) {
    List<Refusal> closed = new ArrayList<>();
    Layout layout = state.layout;
    for (int t = 0; t < layout.count && state.words[Layout.FAILED] == 0; t++) {
      Access next = layout.next(state.words, t);
      if (next != null) {
        closed.addAll(next.closed());
      }
    }
    return closed;
  }

  /** In another machine's states the threads' numbers would mean something else. */
  private FlatState own(ProgramState state) {
    FlatState flat = (FlatState) state;
    if (!engine.equals(flat.layout.engine)) {
      throw new IllegalArgumentException("a state of another machine: " + flat);
    }
    return flat;
  }

  @Override
  public List<Claim<ProgramState>> claims() {
    return claims;
  }

  @Override
  public Optional<Codec<ProgramState>> codec() {
    return engine.codec();
  }
}
