package lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions, schedules and replays: what is accepted, and the exact words for what is not. */
class ScheduleTest {
  private static final String FORM = ": an action is actor.verb or actor.verb:arg";

  @ParameterizedTest
  @ValueSource(
      strings = {"t1.read", "t2.push:A", "nic.dma:4096+64", "g.go:-1", "jit.order:2,t1.x", "p.d*3"})
  void whatIsWrittenIsRead(String text) {
    assertThat(Schedule.parse(text)).hasToString(text);
  }

  @Test
  void repetitionsAreWrittenOutAndBack() {
    Schedule schedule = Schedule.parse(" t1.read , t2.pop*2,t2.pop , t2.push:A * 1,t1.cas");
    assertThat(schedule.size()).isEqualTo(6);
    assertThat(schedule).hasToString("t1.read,t2.pop*3,t2.push:A,t1.cas");
    assertThat(schedule.first(2)).hasToString("t1.read,t2.pop");
    assertThat(schedule.first(0).then(Action.of("a", "b", "c"))).hasToString("a.b:c");
  }

  @Test
  void theEmptyScheduleIsTheEmptyText() {
    assertThat(Schedule.parse("  ")).isEqualTo(Schedule.empty()).hasToString("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read         | step 1: \"read\" is no action: an action is actor.verb or actor.verb:arg",
        "a.b,,c.d     | step 2: \"\" is no action: an action is actor.verb or actor.verb:arg",
        "a.b,1t.read  | step 2: \"1t\" is no actor of an action: an action is actor.verb or"
            + " actor.verb:arg",
        "a.           | step 1: \"\" is no verb of an action: an action is actor.verb or"
            + " actor.verb:arg",
        "a.b:x'y      | step 1: \"x'y\" is no argument of an action: an action is actor.verb or"
            + " actor.verb:arg",
        "a.b*0        | step 1: after * comes a count of 1 or more (got \"0\")",
        "a.b*         | step 1: after * comes a count of 1 or more (got \"\")",
        "a.b*-1       | step 1: after * comes a count of 1 or more (got \"-1\")",
        "a.b*9999999  | step 1: a schedule has at most 1000000 actions",
        "a.b*99999999 | step 1: after * comes a count of 1 or more (got \"99999999\")",
      },
      quoteCharacter = '`')
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anActionKnowsItsParts() {
    assertThat(Action.parse("nic.dma:a:b".replace(":b", "/b")))
        .isEqualTo(new Action("nic", "dma", "a/b"));
    assertThatThrownBy(() -> Action.parse("x.y:a:b"))
        .hasMessage("\"a:b\" is no argument of an action" + FORM);
    assertThatThrownBy(() -> Action.of("x", "a.b"))
        .hasMessage("\"a.b\" is no verb of an action" + FORM);
  }

  private static final Numbers MACHINE =
      Numbers.graph(List.of(), new int[] {1, 2}, new int[] {2}, new int[] {});

  @Test
  void aReplayHasAFramePerStep() {
    Replay<Integer> replay = Replay.run(MACHINE, Schedule.parse("g.go:0*2"));
    assertThat(replay.refusal()).isEmpty();
    assertThat(replay.frames()).extracting(Replay.Frame::state).containsExactly(0, 1, 2);
    assertThat(replay.frames())
        .extracting(Replay.Frame::story)
        .containsExactly("", "goes to 1", "goes to 2");
    assertThat(replay.frames().getLast().action()).isEqualTo(Optional.of(Action.parse("g.go:0")));
    assertThat(replay.last()).isEqualTo(2);
    assertThat(Replay.run(MACHINE, 1, Schedule.parse("g.go:0")).last()).isEqualTo(2);
  }

  @Test
  void aReplayStopsAtAnImpossibleStepAndSaysWhatIsPossible() {
    Replay<Integer> replay = Replay.run(MACHINE, Schedule.parse("g.go:0,g.go:1,g.go:0"));
    assertThat(replay.refusal())
        .contains("step 2 \"g.go:1\" is not possible; possible now: g.go:0");
    assertThat(replay.frames()).hasSize(2);
    assertThat(Replay.run(MACHINE, Schedule.parse("x.y")).refusal())
        .contains("step 1 \"x.y\" is not possible; possible now: g.go:0 g.go:1");
    assertThat(Replay.run(MACHINE, Schedule.parse("g.go:1,x.y")).refusal())
        .contains("step 2 \"x.y\" is not possible; possible now: nothing");
  }
}
