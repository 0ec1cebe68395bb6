package lab.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;

/**
 * What a room's machine answers, asked and not declared. Each setting is explored once, for all of
 * its claims, however often and by however many threads it is asked for.
 */
public final class Models {
  /** Rooms answer in milliseconds; settings that take longer than this have no answer. */
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(Duration.ofSeconds(20));

  private static final String ACCESSES = Grain.ACCESSES.word();

  private final Room room;
  private final Map<Settings, Exploration> explored = new ConcurrentHashMap<>();

  Models(Room room) {
    this.room = room;
  }

  /** The answers to all claims under these settings. */
  public Exploration under(Settings settings) {
    return explored.computeIfAbsent(
        settings, s -> Explorer.explore(room.scene(s).machine(), BOUNDS));
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
   * the first model alone. A room that knows no models answers for all of them.
   */
  public List<String> allowing(Outcome outcome, Settings settings) {
    if (outcome.exactly().isPresent()) {
      return outcome.exactly().get();
    }
    if (outcome.violates().isEmpty()) {
      return MemoryModel.words();
    }
    String claim = outcome.violates().get();
    List<String> allowing = new ArrayList<>();
    for (String model : MemoryModel.words()) {
      Optional<Exploration.Answer> answer = answer(under(settings, model), claim);
      if (answer.isEmpty() || answer.get().outcome() != Exploration.Outcome.SAFE) {
        allowing.add(model);
      }
    }
    return allowing;
  }

  private Settings under(Settings settings, String model) {
    if (!room.controls().has(ProgramControls.MODEL)) {
      return settings;
    }
    Settings asked = settings.with(ProgramControls.MODEL, model);
    if (room.controls().has(ProgramControls.GRAIN)) {
      Settings finer = asked.with(ProgramControls.GRAIN, ACCESSES);
      return possible(finer) ? finer : asked;
    }
    return asked;
  }

  private boolean possible(Settings settings) {
    try {
      room.scene(settings);
      return true;
    } catch (BadInput e) {
      return false;
    }
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
