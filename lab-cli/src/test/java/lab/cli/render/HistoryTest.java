package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.cli.toy.CounterRoom;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Room;
import lab.room.Scene;
import lab.stage.Piece;
import lab.stage.Piece.Lanes;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  private static Lanes of(String schedule) {
    Room room = CounterRoom.room();
    return of(room.scene(room.controls().defaults()), Schedule.parse(schedule));
  }

  private static <S> Lanes of(Scene<S> scene, Schedule schedule) {
    return History.of(scene.machine(), Replay.run(scene.machine(), schedule), schedule.size());
  }

  @Test
  void aLanePerActorInTheOrderInWhichTheyCouldActFirst() {
    Lanes lanes = of("t2.read");
    assertThat(lanes.lanes()).extracting(Piece.Lane::key).containsExactly("t1", "t2");
    assertThat(lanes.lanes().get(0).spans()).isEmpty();
    assertThat(lanes.lanes().get(1).spans())
        .containsExactly(new Piece.Span("step1", "read", 1, 2, Tone.B));
    assertThat(lanes.now()).isEqualTo(1);
  }

  @Test
  void aClockThatTicksAloneHasNoLane() {
    assertThat(
            History.of(new Ticking(), Replay.run(new Ticking(), Schedule.parse("clock.tick")), 1))
        .satisfies(h -> assertThat(h.lanes()).isEmpty())
        .satisfies(h -> assertThat(h.now()).isEqualTo(1));
  }

  private record Ticking() implements Machine<Integer> {
    @Override
    public Integer start() {
      return 0;
    }

    @Override
    public void steps(Integer state, Steps<Integer> out) {
      out.step(Action.of("clock", "tick"), state + 1, () -> "A nanosecond passes.");
    }

    @Override
    public List<Claim<Integer>> claims() {
      return List.of(new Claim.Sometimes<>("late", "It gets late.", s -> s > 0));
    }
  }

  @Test
  void theStepThatBreaksANeverIsBad() {
    Lanes lanes = of("t1.read,t2.read,t1.write,t2.write");
    assertThat(lanes.lanes().get(1).spans())
        .extracting(Piece.Span::tone)
        .containsExactly(Tone.B, Tone.BAD);
    assertThat(of("t1.read,t1.write,t2.read,t2.write").lanes().get(1).spans())
        .extracting(Piece.Span::tone)
        .containsExactly(Tone.B, Tone.B);
  }
}
