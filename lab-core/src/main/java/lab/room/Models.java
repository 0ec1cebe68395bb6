package lab.room;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.compiler.LoadBuffering;

/**
 * What a room's machine answers, asked and not declared. Each setting is explored once, for all of
 * its claims, however often and by however many threads it is asked for.
 */
public final class Models {
  /** Rooms answer in milliseconds; settings that take longer than this have no answer. */
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(Duration.ofSeconds(20));

  private static final String ACCESSES = Grain.ACCESSES.word();

  private final Room room;
  private final Known known;
  private final Optional<SearchProgress> heard;

  private record Question(String claim, Settings settings) {}

  /** What has been asked already, and the lock around it. */
  private static final class Known {
    private final Map<Settings, Exploration> explored = new HashMap<>();
    private final Map<Question, List<String>> allowed = new HashMap<>();
  }

  Models(Room room) {
    this(room, new Known(), Optional.empty());
  }

  private Models(Room room, Known known, Optional<SearchProgress> heard) {
    this.room = room;
    this.known = known;
    this.heard = heard;
  }

  /**
   * The same answers; who searches for them hears how far it is. One that waits for another's
   * search hears nothing, and a listener must not ask a room's models itself.
   */
  public Models telling(SearchProgress listener) {
    return new Models(room, known, Optional.of(listener));
  }

  /**
   * The answers to all claims under these settings. One search at a time: it has all cores. One
   * that a bound ended is not remembered, for the next may get further.
   */
  public Exploration under(Settings settings) {
    synchronized (known) {
      Exploration before = known.explored.get(settings);
      if (before != null) {
        return before;
      }
      Exploration found = explore(room.scene(settings).machine());
      if (found.complete()) {
        known.explored.put(settings, found);
      }
      return found;
    }
  }

  private <S> Exploration explore(Machine<S> machine) {
    Explorer.Options options = Explorer.Options.within(BOUNDS);
    return Explorer.explore(
        machine, machine.start(), heard.map(options::withProgress).orElse(options));
  }

  /** Whether the machine makes a claim of that name under these settings. */
  public boolean claims(Settings settings, String claim) {
    return room.scene(settings).machine().claims().stream().anyMatch(c -> c.name().equals(claim));
  }

  /** The answer to one claim; empty if the machine makes none of that name there. */
  public Optional<Exploration.Answer> answer(Settings settings, String claim) {
    return under(settings).answers().stream()
        .filter(a -> a.claim().name().equals(claim))
        .findFirst();
  }

  /**
   * The words of the models that allow an outcome under these settings, in order. Where the room
   * can say which access is which, models are asked access by access: whole operations are steps of
   * the first model alone, and what breaks there every model allows. A room that knows no models
   * answers for all of them. What a bound left open counts as allowed.
   */
  public List<String> allowing(Outcome outcome, Settings settings) {
    if (outcome.exactly().isPresent()) {
      return outcome.exactly().get();
    }
    if (outcome.violates().isEmpty()) {
      return MemoryModel.words();
    }
    Question question = new Question(outcome.violates().get(), settings);
    synchronized (known) {
      List<String> before = known.allowed.get(question);
      if (before == null) {
        before = ask(question);
        known.allowed.put(question, before);
      }
      return before;
    }
  }

  private List<String> ask(Question question) {
    Settings settings = question.settings();
    boolean whole = Grain.OPERATIONS.word().equals(settings.values().get(ProgramControls.GRAIN));
    boolean knowsModels = room.controls().has(ProgramControls.MODEL);
    if (!knowsModels || (whole && (!safe(settings, question.claim()) || !hasFiner(settings)))) {
      return safe(settings, question.claim()) ? List.of() : MemoryModel.words();
    }
    Settings finer = whole ? finer(settings) : settings;
    return MemoryModel.words().stream()
        .filter(model -> !safe(finer.with(ProgramControls.MODEL, model), question.claim()))
        .toList();
  }

  private boolean safe(Settings settings, String claim) {
    return answer(settings, claim).filter(a -> a.outcome() == Exploration.Outcome.SAFE).isPresent();
  }

  private boolean hasFiner(Settings settings) {
    return possible(finer(settings));
  }

  private Settings finer(Settings settings) {
    return room.controls().with(settings, ProgramControls.GRAIN, ACCESSES);
  }

  private boolean possible(Settings settings) {
    try {
      room.scene(settings);
      return true;
    } catch (BadInput e) {
      return false;
    }
  }

  /**
   * Whether the program of these settings could show on Armv8 a load buffering that RC11, and so
   * the {@code java} model, rules out; false where the room has no program. What is seen on such a
   * CPU then does not contradict the model.
   */
  public boolean mayLoadBuffer(Settings settings) {
    return room.scene(settings).program().filter(LoadBuffering::possible).isPresent();
  }

  /** What an answer under these settings leaves out; empty if it leaves nothing out. */
  public Optional<ProgramControls.Scope> scope(Settings settings) {
    return ProgramControls.scope(settings)
        .or(() ->
            mayLoadBuffer(settings) ? Optional.of(ProgramControls.Scope.RC11) : Optional.empty());
  }

  /** {@code 5 steps}: to break or to reach the claim, in the default preset with these changes. */
  public String steps(String claim, String changes) {
    Settings settings = room.settings(changes);
    int steps =
        answer(settings, claim)
            .flatMap(Exploration.Answer::schedule)
            .map(Schedule::size)
            .orElseThrow(() ->
                new IllegalStateException(
                    "%s: nothing leads to %s under %s".formatted(room.address(), claim, settings)));
    return steps == 1 ? "1 step" : steps + " steps";
  }

  /** The two costs of a {@code beats} claim, in the default preset. */
  public Claim.Costs costs(String claim) {
    return answer(room.controls().defaults(), claim)
        .flatMap(Exploration.Answer::costs)
        .orElseThrow(() -> new IllegalStateException(room.address() + " does not weigh " + claim));
  }
}
