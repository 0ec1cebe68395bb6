package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.Printed;
import lab.cli.Ran;
import lab.cli.answer.Documents;
import lab.cli.answer.DriveDocument;
import lab.room.Exercise;
import lab.room.Room;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Exercises: asked by a room, answered by a person, checked by the explorer. */
final class ExerciseTest {
  private static final String SHORTEST = "--do=t1.read,t2.read,t1.write,t2.write";

  private static Ran counter(String... more) {
    return Ran.lab(
        Stream.concat(Stream.of("drive", "counter"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void aScheduleIsHeldAgainstTheShortest() {
    Ran best = counter("--exercise=1", SHORTEST);
    assertThat(best.code()).isZero();
    assertThat(best.out())
        .contains(
            "Exercise 1: Lose an update, in as few steps as you can.",
            "Solved in 4 steps, and no schedule is shorter.");
    Ran part = counter("--exercise=1", "--do=t1.read,t1.write");
    assertThat(part.code()).isEqualTo(3);
    assertThat(part.out()).contains("Not solved yet, after 2 steps.");
  }

  @Test
  void settingsAreHeldAgainstTheFewestChanges() {
    Ran best = counter("--exercise=2", "--mode=atomic", "--do=");
    assertThat(best.code()).isZero();
    assertThat(best.out())
        .contains("(mode=atomic start=3)", "Solved: with mode=atomic no-lost-update cannot break")
        .contains("in a world of 2 threads\nthat add 1 each. No fewer changes do it.");
    Ran undone = counter("--exercise=2", "--set", "start=4", "--do=");
    assertThat(undone.code()).isEqualTo(3);
    assertThat(undone.out()).contains("Not solved: with start=4 no-lost-update breaks in 4 steps.");
    assertThat(counter("--exercise=2", "--do=").out()).contains("no control is changed");
  }

  /** Another shape has another claim of the same name: choosing it mends nothing. */
  @Test
  void anotherClaimOfTheSameNameIsNoAnswer() {
    Ran other =
        Ran.lab(
            Catalog.lab(), "", "drive", "reordering", "--exercise=3", "--set=shape=CoWR", "--do=");
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.out()).contains("Not solved: with shape=CoWR stale claims something else.");
    assertThat(
            Ran.lab(Catalog.lab(), "", "drive", "reordering", "--exercise=3", "--solution").lines())
        .containsExactly("lab drive reordering --exercise=3 --set mode=volatile");
  }

  @Test
  void theSolutionIsToldToWhoeverAsks() {
    assertThat(counter("--exercise=1", "--solution").lines())
        .containsExactly("lab drive counter --exercise=1 " + SHORTEST);
    assertThat(counter("--exercise=2", "--solution").lines())
        .containsExactly("lab drive counter --exercise=2 --set mode=atomic");
    assertThat(counter("--exercise=1").out()).doesNotContain("t1.read,t2.read");
  }

  @Test
  void thePromptKnowsTheExercise() {
    Ran ran =
        Ran.lab(
            lab.cli.toy.ToyLab.catalog(),
            "t1.read\nt2.read\nt1.write\nt2.write\n",
            "drive",
            "counter",
            "--exercise=1");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Not solved yet.", "Solved in 4 steps", "--exercise=1");
    Ran left =
        Ran.lab(lab.cli.toy.ToyLab.catalog(), "t1.read\n", "drive", "counter", "--exercise=1");
    assertThat(left.code()).isEqualTo(3);
  }

  @Test
  void theDocumentHasItAndIsReadBack() throws Documents.Unreadable {
    Ran ran = counter("--exercise=1", SHORTEST, "--json");
    DriveDocument read = Documents.read(ran.out(), DriveDocument.class);
    assertThat(read.exercise().orElseThrow().solved()).isTrue();
    assertThat(
            Printed.by(c ->
                new Scenery(lab.cli.render.Look.of(c)).exercise(read).forEach(c.out()::println)))
        .contains("no schedule is shorter");
    assertThat(counter(SHORTEST, "--json").json().get("exercise").isNull()).isTrue();
  }

  @Test
  void whatCannotBeIsOneLine() {
    for (String[] typed :
        new String[][] {
          {"--exercise=3"},
          {"--exercise=x"},
          {"--solution"},
          {"--answer=P1"},
          {"--exercise=1", "--answer=P1"}
        }) {
      Ran ran = counter(typed);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines()).hasSize(1);
    }
    assertThat(counter("--exercise=3").err()).contains("--exercise is 1..2 for counter (got 3)");
    assertThat(Ran.lab("drive", "two-doors", "--exercise=1").err()).contains("has no exercises");
  }

  /** The lab can solve what it asks, and does not take nothing for an answer. */
  @TestFactory
  Stream<DynamicTest> everyExerciseCanBeSolved() {
    return Catalog.lab().rooms().stream()
        .flatMap(room ->
            room.explanation().orElseThrow().exercises().stream()
                .map(e ->
                    DynamicTest.dynamicTest(room.id() + " " + e.number(), () -> solve(room, e))));
  }

  /** Where several single changes would do, the solution is the one that the text speaks of. */
  @Test
  void theSolutionFitsTheText() {
    assertThat(Ran.lab(Catalog.lab(), "", "drive", "send-path", "--exercise=3", "--solution").out())
        .contains(" --set checksum=software");
  }

  private static void solve(Room room, Exercise exercise) {
    String number = "--exercise=" + exercise.number();
    Catalog catalog = Catalog.lab();
    String solution =
        Ran.lab(catalog, "", "drive", room.id(), number, "--solution").lines().getFirst();
    Ran nothing = Ran.lab(catalog, "", "drive", room.id(), number, "--do=");
    assertThat(nothing.code()).as(nothing.out()).isEqualTo(3);
    String typed =
        exercise.kind() == Exercise.Kind.WEAKEN
            ? "drive %s %s --answer=%s".formatted(room.id(), number, solution.split(" ")[0])
            : solution.substring("lab ".length()) + (solution.contains("--do") ? "" : " --do=");
    Ran solved = Ran.lab(catalog, "", typed.split(" +"));
    assertThat(solved.code()).as(solution + "\n" + solved.out() + solved.err()).isZero();
    assertThat(solved.out())
        .containsAnyOf("Solved in ", "Solved: ")
        .doesNotContain("would do", "steps shorter", "step shorter");
  }
}
