package lab.cli.toy;

import java.util.List;
import java.util.function.Supplier;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;
import lab.room.Choice;
import lab.room.NoEvidence;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Stress;
import lab.room.StressTest;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Two threads add 1 to a counter, by read and write or in one step. A lost update takes four steps;
 * there are 13 states, and four if they add in one step.
 */
public final class CounterRoom {
  private static final Choice<Boolean> MODE =
      Choice.of("mode", "how a thread adds", "plain", false).or("atomic", true);
  private static final Range START = Range.of("start", "the counter at the start", 0, 9, 0);

  private CounterRoom() {}

  public static Room room() {
    return declared().build();
  }

  /** For tests that change a single thing about it. */
  public static Room.Builder declared() {
    return Room.at("memory/counter")
        .title("Lost update")
        .question("Can an increment be lost although nobody undid it?")
        .controls(MODE, START)
        .fixed("mode=atomic")
        .preset("seven", "a counter that begins at 7", "start=7")
        .hazard("no-lost-update", "an increment is lost")
        .scene(s -> Scene.of(new Counter(s.get(START), s.get(MODE)), Counter::draw))
        .world(s -> "2 threads that add 1 each")
        .evidence(() ->
            List.of(
                Stress.of("no-lost-update", StressTest.of("Toy", "", List.of()))
                    .about("two threads that add"),
                new NoEvidence("can-finish", "a run that ends proves nothing")))
        .holds("can-finish")
        .sentence((found, models) -> "A toy is never run.");
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
