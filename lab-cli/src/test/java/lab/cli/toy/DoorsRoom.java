package lab.cli.toy;

import java.util.List;
import java.util.Map;
import lab.catalog.Control;
import lab.catalog.Controls;
import lab.catalog.Evidence;
import lab.catalog.Experiment;
import lab.catalog.Findings;
import lab.catalog.Predictions;
import lab.catalog.Scene;
import lab.catalog.Settings;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.input.BadInput;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Two people take two keys, in opposite orders by default: stuck after two steps. */
public final class DoorsRoom implements Experiment {
  @Override
  public String address() {
    return "net/two-doors";
  }

  @Override
  public String title() {
    return "Two doors";
  }

  @Override
  public String question() {
    return "Can two people with two keys wait for ever?";
  }

  @Override
  public Controls controls() {
    return Controls.of(
        Control.choice("order", "in which order b takes the keys", "opposite", "opposite", "same"),
        Control.choice("key", "whether there are two keys", "two", "two", "none"));
  }

  @Override
  public Settings fixed() {
    return controls().with(controls().defaults(), "order", "same");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    if (settings.is("key", "none")) {
      throw new BadInput("key=none leaves nothing to take; key is two here");
    }
    return new Scene<>(new Doors(settings.is("order", "opposite")), Doors::draw);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(new Evidence.None("nobody-waits-for-ever", "there are no doors here"));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of("nobody-waits-for-ever", "breaks", "both-through", "reached"),
        Map.of("nobody-waits-for-ever", "safe", "both-through", "reached"));
  }

  @Override
  public String sentence(Findings findings) {
    return "A toy is never run.";
  }

  /** How many keys each has taken; 3 is through the door, with the keys put back. */
  record State(int a, int b) {}

  record Doors(boolean opposite) implements Machine<State> {
    @Override
    public State start() {
      return new State(0, 0);
    }

    @Override
    public void steps(State s, Steps<State> out) {
      if (s.a < 3 && (s.a == 2 || !holdsB(s, s.a))) {
        out.step(act("a", s.a), new State(s.a + 1, s.b), () -> "a goes on.");
      }
      if (s.b < 3 && (s.b == 2 || !holdsA(s, opposite ? 1 - s.b : s.b))) {
        out.step(act("b", s.b), new State(s.a, s.b + 1), () -> "b goes on.");
      }
    }

    private static Action act(String who, int taken) {
      return taken == 2 ? Action.of(who, "go") : Action.of(who, "take", "k" + taken);
    }

    private static boolean holdsA(State s, int key) {
      return s.a < 3 && s.a > key;
    }

    private boolean holdsB(State s, int key) {
      return s.b < 3 && (opposite ? s.b > 1 - key : s.b > key);
    }

    @Override
    public List<Claim<State>> claims() {
      return List.of(
          new Claim.Stuck<>(
              "nobody-waits-for-ever", "Both get through.", s -> s.a == 3 && s.b == 3),
          new Claim.Sometimes<>("both-through", "Both are through.", s -> s.a == 3 && s.b == 3));
    }

    static Stage draw(State s) {
      return Stage.of(
          new Piece.Cells(
              "keys",
              "Keys taken",
              Piece.Cells.Form.ROW,
              0,
              List.of(
                  Piece.Cell.of("a", "a " + s.a, Tone.A), Piece.Cell.of("b", "b " + s.b, Tone.B)),
              List.of()));
    }
  }
}
