package lab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String ROOM =
      """
      # A room

      ## The idea
      It is.

      ## Exercises
      1. Free a node
         under the head. `break freed-head`
      2. Which control mends `it`?
         `mend freed-head tag=on tagBits=2`

      ## Sources
      None.
      """;

  @Test
  void exercisesAreTakenOutOfTheText() {
    Explanation read = Explanation.parse(ROOM);
    assertThat(read.exercises())
        .containsExactly(
            new Exercise(
                1, "Free a node under the head.", Exercise.Kind.BREAK, "freed-head", Map.of()),
            new Exercise(
                2,
                "Which control mends `it`?",
                Exercise.Kind.MEND,
                "freed-head",
                Map.of("tag", "on", "tagBits", "2")));
    assertThat(read.text())
        .contains("## Exercises\n\n1. Free a node under the head.\n2. Which control mends `it`?\n")
        .endsWith("\n## Sources\nNone.\n")
        .doesNotContain("break freed-head");
  }

  @Test
  void anExerciseWithoutACheckIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Explanation.parse("## Exercises\n1. Do it.\n"))
        .withMessage("an exercise ends in a check: Do it.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Explanation.parse("## Exercises\n1. Do it. `solve it`\n"))
        .withMessageContaining("break, mend or weaken");
    assertThat(Explanation.parse("# A room\n").exercises()).isEmpty();
  }
}
