package lab.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.cli.toy.CounterRoom;
import lab.explore.Exploration;
import lab.room.Room;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class BreakCommandTest {

  @Test
  void showsTheShortestBreakRetoldAndTheProofOfTheFix() {
    Ran ran = Ran.lab("break", "counter");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "Default preset: mode=plain start=0",
            "  Breaks in 4 steps, the fewest possible:",
            "     1  t1.read   t1 reads 0.",
            "     4  t2.write  t2 writes 1.",
            "    lab drive counter --do=t1.read,t2.read,t1.write,t2.write",
            "Fixed preset: mode=atomic start=0",
            "World: 2 threads that add 1 each.",
            "  Cannot break in this world (complete: 4 states, depth 2).",
            "All as predicted.");
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
  }

  @Test
  void theReplayLineIsPossible() {
    String replay =
        Ran.lab("break", "two-doors").lines().stream()
            .filter(l -> l.startsWith("    lab drive"))
            .findFirst()
            .orElseThrow();
    Ran ran = Ran.lab(replay.strip().substring("lab ".length()).split(" "));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("BROKEN  nobody-waits-for-ever");
  }

  @Test
  void cannotBreakIsNeverSaidWithoutItsExtent() {
    String all = Ran.lab("break", "--all").out() + Ran.lab("break", "--all", "--fixed").out();
    assertThat(all.lines().filter(l -> l.contains("Cannot break")))
        .isNotEmpty()
        .allMatch(l ->
            l.matches(
                ".*Cannot break in this world \\(complete: [0-9,]+ states, depth [0-9]+\\)\\."));
  }

  /** A proof under tso is none of the compiler's, and one of whole operations none of accesses. */
  @Test
  void whatAProofLeavesOutIsSaidWithIt() {
    Ran tso =
        Ran.lab(Catalog.lab(), "", "break", "reordering", "--set", "model=tso", "--mode=plain");
    assertThat(tso.out())
        .contains(
            "The CPU alone (x86's store buffers), the compiler left out",
            "by the CPU alone in this world");
    Ran whole = Ran.lab(Catalog.lab(), "", "break", "aba");
    assertThat(whole.out())
        .contains("grain=operations model=sc", "single accesses were not looked at")
        .contains("Cannot break while operations are whole in this world", "Arithmetic of objects");
    Ran loads =
        Ran.lab(Catalog.lab(), "", "break", "reordering", "--set", "shape=LB", "--mode=opaque");
    assertThat(loads.out())
        .contains("java follows RC11, which rules load buffering out", "Cannot break under RC11");
    Ran java = Ran.lab(Catalog.lab(), "", "break", "reordering", "--fixed");
    assertThat(java.out()).contains("World: ", "Cannot break in this world");
    Ran other = Ran.lab(Catalog.lab(), "", "break", "aba", "--set", "model=tso");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.out()).isEmpty();
    assertThat(other.err().lines()).singleElement().asString().contains("add --set grain=accesses");
  }

  /** What is proved, reached and compared looks different. */
  @Test
  void eachAnswerHasItsSign() {
    assertThat(Ran.lab("break", "counter").lines())
        .anyMatch(l -> l.startsWith("X no-lost-update"))
        .anyMatch(l -> l.startsWith("+ no-lost-update"))
        .anyMatch(l -> l.startsWith("* both-finish"))
        .anyMatch(l -> l.startsWith("= fewer-steps"));
  }

  @Test
  void whatHoldsFromTheStartIsReachedWithoutASchedule() {
    Ran ran = Ran.lab(Catalog.lab(), "", "break", "send-path");
    assertThat(ran.out())
        .contains("Reached, at best in ", "Reached at once, before any step.")
        .doesNotContain("0 steps");
  }

  @Test
  void aBoundIsNoAnswer() {
    Ran ran = Ran.lab("break", "counter", "--max-states=3");
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out())
        .contains("No answer: no break found, bounded at", "No answer to ")
        .doesNotContain("Cannot break", "as predicted");
  }

  @Test
  void aDifferenceFromThePredictionIsExitCode3() {
    Room wrong =
        CounterRoom.declared().whenFixed("no-lost-update", Exploration.Outcome.BREAKS).build();
    Catalog catalog = new Catalog(List.of(wrong));
    Ran ran = Ran.lab(catalog, "", "break", "counter");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out())
        .contains("Differs: breaks was predicted.", "DIFFERS  counter: no-lost-update predicted");
    // The default preset alone is still as predicted, and other settings have no prediction.
    assertThat(Ran.lab(catalog, "", "break", "counter", "--mode", "plain").code()).isZero();
    assertThat(Ran.lab(catalog, "", "break", "counter", "--fixed").code()).isEqualTo(3);
    assertThat(Ran.lab(catalog, "", "break", "counter", "--fixed", "--set", "start=1").code())
        .isZero();
  }

  @Test
  void searchesFromTheEndOfASchedule() {
    Ran ran = Ran.lab("break", "counter", "--from=t1.read,t2.read,t1.write");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "from t1.read,t2.read,t1.write",
            "Breaks in 1 step, the fewest possible:",
            "     4  t2.write  t2 writes 1.",
            "--do=t1.read,t2.read,t1.write,t2.write")
        .doesNotContain("Fixed preset");
  }

  @Test
  void jsonHasTheFieldsOfTheContract() {
    Ran ran = Ran.lab("break", "counter", "--json");
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    JsonNode results = ran.json().get("results");
    assertThat(results).hasSize(10);
    JsonNode first = results.get(0);
    // The fields of an object have no order.
    assertThat(first.propertyNames())
        .contains(
            "id",
            "settings",
            "claim",
            "kind",
            "answer",
            "do",
            "steps",
            "states",
            "complete",
            "bounds",
            "millis",
            "weakened");
    assertThat(first.get("answer").asString()).isEqualTo("breaks");
    assertThat(first.get("do").asString()).isEqualTo("t1.read,t2.read,t1.write,t2.write");
    assertThat(first.get("steps").asInt()).isEqualTo(4);
    assertThat(first.get("states").asInt()).isEqualTo(13);
    assertThat(first.get("complete").asBoolean()).isTrue();
    assertThat(first.get("settings").get("mode").asString()).isEqualTo("plain");
    assertThat(first.get("bounds").get("maxStates").asLong()).isEqualTo(20_000_000);
    assertThat(first.get("weakened").isNull()).isTrue();
    assertThat(results.get(2).get("answer").asString()).isEqualTo("reached");
    JsonNode beats = results.get(4);
    assertThat(beats.get("a").asInt()).isEqualTo(2);
    assertThat(beats.get("b").asInt()).isEqualTo(4);
    assertThat(beats.get("unit").asString()).isEqualTo("steps");
    JsonNode safe = results.get(5);
    assertThat(safe.get("answer").asString()).isEqualTo("safe");
    assertThat(safe.get("do").isNull()).isTrue();
    assertThat(safe.get("steps").isNull()).isTrue();
  }
}
