package lab.cli.drive;

import static lab.explore.Explorer.Until.DECIDED;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import lab.cli.answer.DriveDocument.Standing;
import lab.cli.render.History;
import lab.explore.Action;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.explore.Step;
import lab.net.frame.Pcap;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Piece.Lanes;
import lab.stage.Stage;

/**
 * A schedule run under one set of controls: everything there is to see at each step, 0 being the
 * start. It ends early where a step is not possible.
 */
final class Track<S> {
  /**
   * Enough to say of most states at once whether a goal can still be reached. The states are the
   * bound: what is said must not depend on how busy the machine is.
   */
  private static final Bounds GLANCE =
      Bounds.DEFAULT.withMaxStates(200_000).withMaxTime(Duration.ofSeconds(30));

  private final Scene<S> scene;
  private final Replay<S> replay;
  private final Map<String, Alive> alive = new HashMap<>();

  private Track(Scene<S> scene, Schedule schedule) {
    this.scene = scene;
    this.replay = Replay.run(scene.machine(), schedule);
  }

  static Track<?> of(Room room, Settings settings, Schedule schedule) {
    return of(room.scene(settings), schedule);
  }

  private static <S> Track<S> of(Scene<S> scene, Schedule schedule) {
    return new Track<>(scene, schedule);
  }

  /** A step that is possible, and what would happen. */
  record Choice(Action action, String story) {}

  /** The shortest way from a state to a violation, if the search found one. */
  record Breaking(Optional<Exploration.Answer> answer, Exploration search) {
    Optional<Schedule> way() {
      return answer.flatMap(Exploration.Answer::schedule);
    }

    /** The claim that is broken at the end of the way. */
    String claim() {
      return answer.orElseThrow().claim().name();
    }
  }

  /** How many steps were possible. */
  int steps() {
    return replay.frames().size() - 1;
  }

  /** Why the schedule stopped before its end, if it did. */
  Optional<String> refusal() {
    return replay.refusal();
  }

  private Replay.Frame<S> frame(int at) {
    return replay.frames().get(at);
  }

  /** The action that led here; none at the start. */
  Optional<Action> action(int at) {
    return frame(at).action();
  }

  String story(int at) {
    return frame(at).story();
  }

  Stage stage(int at) {
    return scene.picture().apply(frame(at).state());
  }

  List<Choice> choices(int at) {
    return Step.from(scene.machine(), frame(at).state()).stream()
        .map(s -> new Choice(s.action(), s.story()))
        .toList();
  }

  /**
   * What somebody may expect to be possible and is not, with the reason. Whatever a machine says:
   * what it offers is possible.
   */
  List<Refusal> refusals(int at, List<Choice> choices) {
    return scene.machine().refusals(frame(at).state()).stream()
        .filter(r -> choices.stream().noneMatch(c -> c.action().equals(r.action())))
        .toList();
  }

  /** Why an action is not possible, in parentheses; empty if the machine gives no reason. */
  String why(int at, Action action) {
    return Replay.why(scene.machine(), frame(at).state(), action);
  }

  /** The schedule up to here as a timeline. */
  Lanes history(int at) {
    Replay<S> soFar = new Replay<>(replay.frames().subList(0, at + 1), Optional.empty());
    return History.of(scene.machine(), soFar, at);
  }

  /** What the steps up to here have sent; empty where nothing goes over a wire. */
  Optional<Pcap> capture(int at) {
    return scene.wire().map(wire -> Capture.of(wire, replay.frames().subList(0, at + 1)));
  }

  List<Claim<S>> claims() {
    return scene.machine().claims();
  }

  /**
   * How every claim stands at a step.
   *
   * @param progress hears how far the searches are that {@code stuck} claims need
   */
  List<Standing> standings(int at, SearchProgress progress) {
    return claims().stream()
        .map(c -> new Standing(c.name(), holds(c, at, progress), c.kind(), c.text()))
        .toList();
  }

  /**
   * The first step, up to {@code until}, at which a claim of that name is broken, or what it asks
   * for is reached; empty if it is neither.
   *
   * @param progress hears how far the search is that a {@code stuck} claim needs
   */
  OptionalInt firstDecided(String name, int until, SearchProgress progress) {
    for (Claim<S> claim : claims()) {
      boolean asked = claim instanceof Claim.Sometimes<S> || claim instanceof Claim.Reach<S>;
      if (claim.name().equals(name)) {
        return IntStream.rangeClosed(0, until)
            .filter(at -> holds(claim, at, progress).filter(h -> h == asked).isPresent())
            .findFirst();
      }
    }
    return OptionalInt.empty();
  }

  private Optional<Boolean> holds(Claim<S> claim, int at, SearchProgress progress) {
    return switch (claim) {
      case Claim.Never<S> c -> Optional.of(!met(c.bad(), at));
      case Claim.Sometimes<S> c -> Optional.of(met(c.state(), at));
      case Claim.Reach<S> c -> Optional.of(met(c.goal(), at));
      case Claim.Stuck<S> c -> alive(c, progress).at(at);
      case Claim.Beats<S> c -> Optional.empty();
    };
  }

  /** Whether the run has come through such a state: what was broken or reached stays so. */
  private boolean met(Predicate<S> state, int at) {
    return replay.frames().subList(0, at + 1).stream().anyMatch(f -> state.test(f.state()));
  }

  /**
   * At which steps a goal can still be reached.
   *
   * @param atEnd whether it can at the last step; empty if that was not found out
   * @param firstStuck the first step at which it cannot, unless it always can
   */
  private record Alive(Optional<Boolean> atEnd, int firstStuck) {
    Optional<Boolean> at(int step) {
      return atEnd.isEmpty() || atEnd.get() ? atEnd : Optional.of(step < firstStuck);
    }
  }

  /** Asked once for all steps: it takes a search, or several. */
  private Alive alive(Claim.Stuck<S> claim, SearchProgress progress) {
    Alive known = alive.get(claim.name());
    if (known == null) {
      known = search(claim, progress);
      // Whoever ended the search may want to know after all when they come back.
      if (!Thread.currentThread().isInterrupted()) {
        alive.put(claim.name(), known);
      }
    }
    return known;
  }

  /** Once stuck a run stays stuck, so the first stuck step is found by halving. */
  private Alive search(Claim.Stuck<S> claim, SearchProgress progress) {
    Optional<Boolean> atEnd = isAlive(claim, replay.last(), progress);
    int low = 0;
    int high = replay.frames().size();
    while (atEnd.isPresent() && !atEnd.get() && low < high) {
      int middle = (low + high) >>> 1;
      if (isAlive(claim, frame(middle).state(), progress).orElse(true)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return new Alive(atEnd, low);
  }

  private Optional<Boolean> isAlive(Claim.Stuck<S> claim, S state, SearchProgress progress) {
    Exploration search =
        Explorer.explore(
            new Asking<>(scene.machine(), List.of(claim)),
            state,
            Explorer.Options.within(GLANCE).withProgress(progress));
    Exploration.Answer answer = search.answers().getFirst();
    return switch (answer.outcome()) {
      case BREAKS -> Optional.of(answer.schedule().orElseThrow().size() > 0);
      case SAFE -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  /** The shortest way from this step to a state that breaks a {@code never} or {@code stuck}. */
  Breaking breaking(int at, Bounds bounds, SearchProgress progress) {
    List<Claim<S>> breakable =
        claims().stream()
            .filter(c -> c instanceof Claim.Never<S> || c instanceof Claim.Stuck<S>)
            .toList();
    Exploration search =
        Explorer.explore(
            new Asking<>(scene.machine(), breakable),
            frame(at).state(),
            Explorer.Options.within(bounds).withUntil(DECIDED).withProgress(progress));
    return new Breaking(
        search.answers().stream()
            .filter(a -> a.outcome() == Exploration.Outcome.BREAKS)
            .min(Comparator.comparingInt(a -> a.schedule().orElseThrow().size())),
        search);
  }

  /** A machine of which only some things are asked. */
  private record Asking<S>(Machine<S> machine, List<Claim<S>> claims) implements Machine<S> {
    @Override
    public S start() {
      return machine.start();
    }

    @Override
    public void steps(S state, Steps<S> out) {
      machine.steps(state, out);
    }

    @Override
    public Optional<Codec<S>> codec() {
      return machine.codec();
    }
  }
}
