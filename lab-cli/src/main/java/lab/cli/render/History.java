package lab.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.stage.Piece.Lane;
import lab.stage.Piece.Lanes;
import lab.stage.Piece.Span;
import lab.stage.Tone;

/** The timeline that every experiment has without drawing one: who did what in which step. */
public final class History {
  private static final String CLOCK = "clock";

  private History() {}

  /**
   * A lane for each actor, in the order in which they first could act, and a span for each step. A
   * step into a state that a {@code never} claim calls bad is drawn as bad. A clock that ticks
   * alone has no lane: its steps are the numbers beside them.
   *
   * @param now the step that the person is at, 0 before the first
   */
  public static <S> Lanes of(Machine<S> machine, Replay<S> replay, int now) {
    List<String> actors = new ArrayList<>();
    Map<String, List<Span>> spans = new TreeMap<>();
    for (int step = 0; step < replay.frames().size(); step++) {
      Replay.Frame<S> frame = replay.frames().get(step);
      if (frame.action().isPresent()) {
        Action action = frame.action().get();
        Tone tone = isBad(machine, frame.state()) ? Tone.BAD : tone(actors.indexOf(action.actor()));
        spans
            .computeIfAbsent(action.actor(), a -> new ArrayList<>())
            .add(new Span("step" + step, words(action), step, step + 1, tone));
      }
      machine.steps(
          frame.state(),
          (action, next, story) -> {
            if (!actors.contains(action.actor())) {
              actors.add(action.actor());
            }
          });
    }
    boolean alone = actors.equals(List.of(CLOCK));
    List<Lane> lanes =
        actors.stream()
            .filter(a -> !alone)
            .map(a -> new Lane(a, a, spans.getOrDefault(a, List.of())))
            .toList();
    return new Lanes("history", "Timeline", lanes, List.of(), now, replay.frames().size());
  }

  private static <S> boolean isBad(Machine<S> machine, S state) {
    return machine.claims().stream()
        .anyMatch(c -> c instanceof Claim.Never<S> never && never.bad().test(state));
  }

  private static Tone tone(int lane) {
    return switch (lane) {
      case 0 -> Tone.A;
      case 1 -> Tone.B;
      default -> Tone.BUSY;
    };
  }

  private static String words(Action action) {
    return action.arg().isEmpty() ? action.verb() : action.verb() + ":" + action.arg();
  }
}
