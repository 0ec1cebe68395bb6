package lab.room;

import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * What a trivial room costs: this file (its machine would be one of its own), an explanation, and a
 * line in {@code Catalog}; pins and README's table are written. Its name, its packages, its
 * predictions and the models that allow its outcomes follow.
 */
final class LightSwitch {
  private static final Choice<Boolean> LOCK =
      Choice.toggle("lock", "whether a person locks the door").primary();
  private static final Range PEOPLE = Range.of("people", "who want light", 1, 9, 2);
  private static final String DARK = "dark";

  static final Room ROOM =
      Room.at("memory/light-switch")
          .title("A light switch")
          .question("Can two people who both want light sit in the dark?")
          .controls(LOCK, PEOPLE)
          .fixed("lock=on")
          .preset("family", "five who want light", "people=5")
          .preset(
              new NamedSettings(
                  "here",
                  "as many as were counted here",
                  m -> m.median("counted").isPresent() ? "people=3" : ""))
          .hazard(DARK, "somebody sits in the dark")
          .contrast(LOCK)
          .scene(s -> Scene.of(new Switch(s.get(LOCK), s.get(PEOPLE)), Switch::draw))
          .evidence(() ->
              List.of(
                  Stress.of(
                      DARK,
                      StressTest.of(
                          "Toggle",
                          "lock=off",
                          List.of(Outcome.fine("1", "light"), Outcome.bad("0", "dark")))),
                  Bench.of("sooner", "locked", "open").score("locked", "SwitchBench.locked")))
          .sentence((found, models) ->
              Saying.that("Dark in %s", models.steps(DARK, ""))
                  .and("; here %s", found.count(DARK, "lock=off"))
                  .and(".")
                  .text())
          .build();

  private LightSwitch() {}

  /** How many have pressed, and whether there is light. */
  record State(int pressed, boolean light) {}

  private record Switch(boolean lock, int people) implements Machine<State> {
    @Override
    public State start() {
      return new State(0, false);
    }

    @Override
    public void steps(State s, Steps<State> out) {
      if (s.pressed < people && !(lock && s.light)) {
        out.step(
            Action.of("person" + (s.pressed + 1), "press"),
            new State(s.pressed + 1, !s.light),
            () -> "The light goes " + (s.light ? "off." : "on."));
      }
    }

    @Override
    public List<Refusal> refusals(State s) {
      return lock && s.light && s.pressed < people
          ? List.of(
              new Refusal(Action.of("person" + (s.pressed + 1), "press"), "the door is locked"))
          : List.of();
    }

    @Override
    public List<Claim<State>> claims() {
      return List.of(
          new Claim.Never<>(
              DARK, "Nobody who pressed sits in the dark.", s -> s.pressed > 0 && !s.light),
          new Claim.Sometimes<>("light", "There is light.", State::light),
          new Claim.Beats<>(
              "sooner",
              "A lock takes fewer presses.",
              "presses",
              "locked",
              "open",
              () -> new Claim.Costs(1, people, lab.explore.Schedule.empty())));
    }

    static Stage draw(State s) {
      Piece.Cell lamp =
          Piece.Cell.of("lamp", s.light ? "on" : "off", s.light ? Tone.OK : Tone.GONE);
      return Stage.of(
          new Piece.Cells("room", "room", Piece.Cells.Form.ROW, 0, List.of(lamp), List.of()));
    }
  }
}
