package lab.cli.toy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.room.Room;
import lab.room.Scene;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** A clock that ticks up to a number, and whose every tick takes its time to be found. */
public final class SlowRoom {
  private SlowRoom() {}

  /** A room that nothing breaks; a search of it takes {@code ticks} times {@code each}. */
  public static Room room(int ticks, Duration each) {
    return room(new Clock(ticks, each, false));
  }

  /** As above, with a claim that asks at every step whether the clock can still run out. */
  public static Room stuck(int ticks, Duration each) {
    return room(new Clock(ticks, each, true));
  }

  private static Room room(Clock clock) {
    return CounterRoom.declared().scene(s -> Scene.of(clock, Clock::draw)).build();
  }

  private record Clock(int ticks, Duration each, boolean stuck) implements Machine<Integer> {
    @Override
    public Integer start() {
      return 0;
    }

    @Override
    public void steps(Integer tick, Steps<Integer> out) {
      // Not a sleep: who is interrupted while it parks still is afterwards, and goes on at once.
      LockSupport.parkNanos(each.toNanos());
      if (tick + 1 < ticks) {
        out.step(Action.of("clock", "tick"), tick + 1, () -> "It is " + (tick + 1) + ".");
      }
    }

    @Override
    public List<Claim<Integer>> claims() {
      return List.of(
          stuck
              ? new Claim.Stuck<>("runs-out", "It can run out.", tick -> tick + 1 == ticks)
              : new Claim.Never<>("no-thirteenth", "It never strikes 13.", tick -> tick < 0));
    }

    static Stage draw(Integer tick) {
      return Stage.of(
          new Piece.Cells(
              "clock",
              "Clock",
              Piece.Cells.Form.ROW,
              0,
              List.of(Piece.Cell.of("tick", Integer.toString(tick), Tone.OK)),
              List.of()));
    }
  }
}
