package lab.cli.toy;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.input.BadInput;
import lab.room.Choice;
import lab.room.NoEvidence;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Two people take two keys, in opposite orders by default: stuck after two steps. */
public final class DoorsRoom {
  private static final Choice<Boolean> ORDER =
      Choice.of("order", "in which order b takes the keys", "opposite", true).or("same", false);
  private static final Choice<Boolean> KEY =
      Choice.of("key", "whether there are two keys", "two", true).or("none", false);

  private DoorsRoom() {}

  public static Room room() {
    return Room.at("net/two-doors")
        .title("Two doors")
        .question("Can two people with two keys wait for ever?")
        .controls(ORDER, KEY)
        .contrast()
        .fixed("order=same")
        .hazard("nobody-waits-for-ever", "both wait for ever")
        .scene(DoorsRoom::scene)
        .evidence(() -> List.of(new NoEvidence("nobody-waits-for-ever", "there are no doors here")))
        .sentence((found, models) -> "A toy is never run.")
        .build();
  }

  private static Scene<?> scene(Settings settings) {
    if (!settings.get(KEY)) {
      throw new BadInput("key=none leaves nothing to take; key is two here");
    }
    return Scene.of(new Doors(settings.get(ORDER)), Doors::draw);
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

    @Override
    public List<Refusal> refusals(State s) {
      List<Refusal> refusals = new ArrayList<>();
      if (s.a < 2 && holdsB(s, s.a)) {
        refusals.add(new Refusal(act("a", s.a), "b has that key"));
      }
      if (s.b < 2 && holdsA(s, opposite ? 1 - s.b : s.b)) {
        refusals.add(new Refusal(act("b", s.b), "a has that key"));
      }
      return refusals;
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
