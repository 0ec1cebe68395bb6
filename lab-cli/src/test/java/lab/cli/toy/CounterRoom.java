package lab.cli.toy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
import lab.explore.Schedule;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Two threads add 1 to a counter, by read and write or in one step. A lost update takes four steps;
 * there are 13 states, and four if they add in one step.
 */
public record CounterRoom(Predictions predictions) implements Experiment {

  /** With the predictions that are true. */
  public CounterRoom() {
    this(
        new Predictions(
            Map.of(
                "no-lost-update", "breaks",
                "can-finish", "safe",
                "both-finish", "reached",
                "first-write", "reached",
                "fewer-steps", "safe"),
            Map.of(
                "no-lost-update", "safe",
                "can-finish", "safe",
                "both-finish", "reached",
                "first-write", "reached",
                "fewer-steps", "safe")));
  }

  @Override
  public String address() {
    return "memory/counter";
  }

  @Override
  public String title() {
    return "Lost update";
  }

  @Override
  public String question() {
    return "Can an increment be lost although nobody undid it?";
  }

  @Override
  public Controls controls() {
    return Controls.of(
        Control.choice("mode", "how a thread adds", "plain", "plain", "atomic"),
        Control.number("start", "the counter at the start", 0, 9, 0));
  }

  @Override
  public Settings fixed() {
    return controls().with(controls().defaults(), "mode", "atomic");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    return new Scene<>(
        new Counter(settings.number("start"), settings.is("mode", "atomic")), Counter::draw);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Evidence.Stress(
            "no-lost-update",
            List.of(new Evidence.StressTest("lab.stress.memory.counter.Toy", Map.of(), List.of())),
            Optional.empty()),
        new Evidence.None("can-finish", "a run that ends proves nothing"));
  }

  @Override
  public String sentence(Findings findings) {
    return "A toy is never run.";
  }

  /** Registers are -1 before the read; a thread that is done has 9 in {@code pc}. */
  record State(int counter, int r1, int r2, boolean done1, boolean done2) {}

  record Counter(int start0, boolean atomic) implements Machine<State> {
    @Override
    public State start() {
      return new State(start0, -1, -1, false, false);
    }

    @Override
    public void steps(State s, Steps<State> out) {
      if (!s.done1) {
        thread("t1", s, s.r1, out);
      }
      if (!s.done2) {
        thread("t2", s, s.r2, out);
      }
    }

    private void thread(String name, State s, int register, Steps<State> out) {
      boolean first = name.equals("t1");
      if (atomic) {
        int sum = s.counter + 1;
        out.step(
            Action.of(name, "add"),
            written(s, first, sum),
            () -> "%s adds 1: the counter is %d.".formatted(name, sum));
      } else if (register < 0) {
        State next =
            first
                ? new State(s.counter, s.counter, s.r2, s.done1, s.done2)
                : new State(s.counter, s.r1, s.counter, s.done1, s.done2);
        out.step(Action.of(name, "read"), next, () -> "%s reads %d.".formatted(name, s.counter));
      } else {
        out.step(
            Action.of(name, "write"),
            written(s, first, register + 1),
            () -> "%s writes %d.".formatted(name, register + 1));
      }
    }

    private static State written(State s, boolean first, int value) {
      return new State(value, s.r1, s.r2, s.done1 || first, s.done2 || !first);
    }

    @Override
    public List<Claim<State>> claims() {
      Supplier<Claim.Costs> costs =
          () -> new Claim.Costs(2, 4, Schedule.parse("t1.read,t1.write,t2.read,t2.write"));
      return List.of(
          new Claim.Never<>(
              "no-lost-update",
              "When both threads have finished, the counter has grown by two.",
              s -> s.done1 && s.done2 && s.counter != start0 + 2),
          new Claim.Stuck<>(
              "can-finish", "Both threads can always finish.", s -> s.done1 && s.done2),
          new Claim.Sometimes<>("both-finish", "Both threads finish.", s -> s.done1 && s.done2),
          new Claim.Reach<>("first-write", "Something is written.", s -> s.done1 || s.done2),
          new Claim.Beats<>(
              "fewer-steps", "Adding takes fewer steps.", "steps", "atomic", "plain", costs));
    }

    static Stage draw(State s) {
      return Stage.of(
          new Piece.Cells(
              "memory",
              "Memory",
              Piece.Cells.Form.ROW,
              0,
              List.of(Piece.Cell.of("counter", Integer.toString(s.counter), Tone.OK)),
              List.of(new Piece.Mark("label", "counter", "counter", Tone.IDLE))),
          new Piece.Table(
              "threads",
              "Threads",
              List.of("thread", "register", "state"),
              List.of(row("t1", Tone.A, s.r1, s.done1), row("t2", Tone.B, s.r2, s.done2))));
    }

    private static Piece.Row row(String thread, Tone tone, int register, boolean done) {
      return Piece.Row.of(
          thread,
          tone,
          "",
          thread,
          register < 0 ? "-" : Integer.toString(register),
          done ? "done" : "running");
    }
  }
}
