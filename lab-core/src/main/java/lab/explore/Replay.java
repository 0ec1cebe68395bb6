package lab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A schedule run on a machine: the start state and one frame per step.
 *
 * @param frames the states in order; the first has neither action nor story
 * @param refusal why the schedule stopped before its end, if it did
 */
public record Replay<S>(List<Frame<S>> frames, Optional<String> refusal) {

  /** A state and how it came about. The first frame of a replay has an empty action and story. */
  public record Frame<S>(Optional<Action> action, S state, String story) {}

  public Replay {
    frames = List.copyOf(frames);
  }

  /** Runs as much of the schedule as is possible, and says what stopped it. */
  public static <S> Replay<S> run(Machine<S> machine, Schedule schedule) {
    return run(machine, machine.start(), schedule);
  }

  public static <S> Replay<S> run(Machine<S> machine, S from, Schedule schedule) {
    List<Frame<S>> frames = new ArrayList<>();
    frames.add(new Frame<>(Optional.empty(), from, ""));
    for (Action action : schedule.actions()) {
      List<Step<S>> possible = Step.from(machine, frames.getLast().state());
      Optional<Step<S>> step = possible.stream().filter(s -> s.action().equals(action)).findFirst();
      if (step.isEmpty()) {
        return new Replay<>(frames, Optional.of(refusal(machine, frames, action, possible)));
      }
      frames.add(new Frame<>(Optional.of(action), step.get().next(), step.get().story()));
    }
    return new Replay<>(frames, Optional.empty());
  }

  public S last() {
    return frames.getLast().state();
  }

  private static <S> String refusal(
      Machine<S> machine, List<Frame<S>> frames, Action action, List<Step<S>> possible) {
    String now =
        possible.isEmpty()
            ? "nothing"
            : possible.stream().map(s -> s.action().toString()).collect(Collectors.joining(" "));
    return "step "
        + frames.size()
        + " \""
        + action
        + "\" is not possible"
        + why(machine, frames.getLast().state(), action)
        + "; possible now: "
        + now;
  }

  /** The machine's reason why an action is not possible, in parentheses; empty if it gives none. */
  public static <S> String why(Machine<S> machine, S state, Action action) {
    return machine.refusals(state).stream()
        .filter(r -> r.action().equals(action))
        .findFirst()
        .map(r -> " (" + withoutStop(r.reason()) + ")")
        .orElse("");
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
