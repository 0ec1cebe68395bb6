package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import lab.cli.toy.CounterRoom;
import lab.cli.toy.DoorsRoom;
import lab.explore.Action;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.room.Room;
import org.junit.jupiter.api.Test;

final class DriveSessionTest {
  private static final String LOST = "t1.read,t2.read,t1.write,t2.write";

  private static final SearchProgress NOBODY = (states, gone) -> {};

  private static DriveSession counter(String schedule) {
    return session(CounterRoom.room(), schedule);
  }

  private static DriveSession session(Room room, String schedule) {
    return new DriveSession(room, room.controls().defaults(), Schedule.parse(schedule));
  }

  private static Track.Breaking search(DriveSession session) {
    return session.search(NOBODY);
  }

  private static Action act(String text) {
    return Action.parse(text);
  }

  @Test
  void stepsUndoesAndRedoes() {
    DriveSession session = counter("");
    assertThat(session.step(act("t1.read"))).isEqualTo("t1 reads 0.");
    assertThat(session.step(act("t1.write"))).isEqualTo("t1 writes 1.");
    assertThat(session.undo()).startsWith("Took back t1.write");
    assertThat(session.at()).isEqualTo(1);
    assertThat(session.ahead()).isEqualTo(1);
    assertThat(session.redo()).isEqualTo("t1 writes 1.");
    assertThat(session.taken()).hasToString("t1.read,t1.write");
  }

  @Test
  void anotherStepAfterUndoForgetsWhatWasAhead() {
    DriveSession session = counter(LOST);
    session.jump(1);
    session.step(act("t1.write"));
    assertThat(session.taken()).hasToString("t1.read,t1.write");
    assertThat(session.ahead()).isZero();
  }

  @Test
  void theSameStepAfterUndoKeepsWhatWasAhead() {
    DriveSession session = counter(LOST);
    session.jump(0);
    session.step(act("t1.read"));
    assertThat(session.ahead()).isEqualTo(3);
  }

  @Test
  void whatIsImpossibleSaysWhatIsPossible() {
    DriveSession session = counter("");
    assertBad(() -> session.step(act("t1.write")), "possible now: t1.read t2.read");
    assertBad(session::undo, "nothing to undo: this is the start");
    assertBad(session::redo, "nothing to redo");
    assertBad(() -> session.jump(1), "step is 0..0 (got 1)");
    assertBad(() -> session.set("mode", "x"), "mode is one of plain, atomic (got x)");
    assertBad(() -> counter(LOST).step(act("t1.read")), "possible now: nothing");
    session.fix();
    assertBad(session::fix, "the fixed preset is set already");
  }

  private static void assertBad(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable verb, String line) {
    assertThatThrownBy(verb).isInstanceOf(BadInput.class).hasMessageContaining(line);
  }

  @Test
  void hintAndBreakFollowTheShortestWayFromHere() {
    DriveSession session = counter("t1.read,t2.read,t1.write");
    assertThat(session.hint(search(session)))
        .isEqualTo("t2.write leads to breaking no-lost-update in 1 step.");
    assertThat(session.at()).as("a hint takes no step").isEqualTo(3);
    assertThat(session.breakFromHere(search(session)))
        .startsWith("no-lost-update breaks in 1 step: t2.write.");
    session.redo();
    assertThat(session.hint(search(session))).isEqualTo("no-lost-update is broken here.");
    assertThat(session.breakFromHere(search(session))).isEqualTo("no-lost-update is broken here.");
  }

  @Test
  void cannotBreakComesWithItsExtent() {
    DriveSession session = counter("t1.read,t1.write");
    assertThat(session.hint(search(session)))
        .isEqualTo("Cannot break from here (complete: 3 states, depth 2).");
    session.fix();
    assertThat(session.breakFromHere(search(session)))
        .startsWith("Cannot break from here (complete: ");
  }

  @Test
  void fixRunsTheSameScheduleAndStopsWhereItIsNoLongerPossible() {
    DriveSession session = session(DoorsRoom.room(), "a.take:k0,b.take:k0");
    String told = session.fix();
    assertThat(told)
        .startsWith(
            "Fixed: order=same. Stopped: step 2 \"b.take:k0\" is not possible (a has that key);")
        .contains("possible now: a.take:k1");
    assertThat(session.at()).isEqualTo(1);
    assertThat(session.settings().get("order")).isEqualTo("same");
  }

  @Test
  void aChangedControlStopsAfterTheFirstStepThatTurnsOutDifferently() {
    DriveSession session = counter(LOST);
    String told = session.set("start", "5");
    assertThat(told)
        .isEqualTo("start is now 5. Step 1, t1.read, differs: t1 reads 5. Before: t1 reads 0.");
    assertThat(session.at()).isEqualTo(1);
    assertThat(session.ahead()).as("the rest can still be redone").isEqualTo(3);
  }

  @Test
  void aControlThatChangesNothingLeavesThePlace() {
    DriveSession session = counter(LOST);
    assertThat(session.set("start", "0")).isEqualTo("start is now 0. All 4 steps go as before.");
    assertThat(session.at()).isEqualTo(4);
  }

  @Test
  void turningAControlBackBringsTheScheduleBack() {
    DriveSession session = counter(LOST);
    session.set("mode", "atomic");
    assertThat(session.at()).isZero();
    session.set("mode", "plain");
    assertThat(session.jump(4)).isEqualTo("t2 writes 1.");
  }

  @Test
  void stuckIsKnownAtEveryStep() {
    assertThat(firstClaim("a.take:k0,b.take:k0")).containsExactly(true, true, false);
    assertThat(firstClaim("a.take:k0,a.take:k1")).containsExactly(true, true, true);
  }

  private static List<Boolean> firstClaim(String schedule) {
    Track<?> track = session(DoorsRoom.room(), schedule).track();
    return IntStream.rangeClosed(0, track.steps())
        .mapToObj(at -> track.standings(at, NOBODY).getFirst().holds().orElseThrow())
        .toList();
  }

  @Test
  void theReplayLineNamesOnlyWhatIsNotTheDefault() {
    DriveSession session = counter("t1.read");
    assertThat(session.replayLine()).isEqualTo("lab drive counter --do=t1.read");
    session.set("start", "3");
    assertThat(session.replayLine()).isEqualTo("lab drive counter --set start=3 --do=t1.read");
    session.fix();
    assertThat(session.replayLine()).isEqualTo("lab drive counter --fixed");
    session.set("start", "1");
    assertThat(session.replayLine()).isEqualTo("lab drive counter --mode atomic --set start=1");
  }
}
