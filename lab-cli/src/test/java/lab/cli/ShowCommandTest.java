package lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class ShowCommandTest {

  @Test
  void theStartScreenNamesMachineRoomsAndFourCommands() {
    Ran ran = Ran.lab();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("This machine: ", "CPU", "counter", "two-doors", "Can an increment be lost");
    assertThat(ran.lines().stream().filter(l -> l.startsWith("  lab "))).hasSize(4);
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
  }

  @Test
  void theCatalogueIsInReadingOrderByArea() {
    assertThat(Ran.lab("show").lines())
        .containsExactly(
            "memory",
            "  counter    Can an increment be lost although nobody undid it?",
            "",
            "net",
            "  two-doors  Can two people with two keys wait for ever?");
  }

  @Test
  void aRoomShowsWhatItAsksAndClaimsButNotTheAnswer() {
    Ran ran = Ran.lab("show", "memory/counter");
    assertThat(ran.out())
        .contains(
            "memory/counter: Lost update",
            "plain | atomic; default plain, fixed preset atomic",
            "no-lost-update (never)",
            "stress, 1 test: two threads that add (no-lost-update)",
            "none: a run that ends proves nothing (can-finish)",
            "Two threads add 1 to one counter",
            "2. Which control makes that impossible?",
            "lab drive counter --exercise=1",
            "lab break counter")
        .doesNotContain("breaks", "mend no-lost-update", "lab.stress");
  }

  @Test
  void jsonHasTheFieldsOfTheContract() {
    JsonNode room = Ran.lab("show", "counter", "--json").json().get("experiments").get(0);
    assertThat(room.propertyNames())
        .startsWith("id", "area", "title", "question", "controls", "claims", "fixed", "evidence");
    assertThat(room.get("id").asString()).isEqualTo("counter");
    JsonNode mode = room.get("controls").get(0);
    assertThat(mode.propertyNames()).startsWith("name", "kind", "values", "default");
    assertThat(mode.get("values").toString()).isEqualTo("[\"plain\",\"atomic\"]");
    JsonNode start = room.get("controls").get(1);
    assertThat(start.propertyNames()).startsWith("name", "kind", "min", "max", "default");
    assertThat(start.get("max").asInt()).isEqualTo(9);
    assertThat(room.get("claims").get(0).propertyNames()).startsWith("name", "kind", "text");
    assertThat(room.get("fixed").toString()).isEqualTo("{\"mode\":\"atomic\",\"start\":\"0\"}");
    JsonNode stress = room.get("evidence").get(0);
    assertThat(stress.propertyNames()).startsWith("kind", "tests", "analogue");
    assertThat(stress.get("tests").get(0).asString()).isEqualTo("lab.stress.memory.counter.Toy");
    assertThat(stress.get("analogue").isNull()).isTrue();
    assertThat(room.get("evidence").get(1).get("tests")).isEmpty();
  }

  @Test
  void jsonWithoutAnIdIsTheWholeCatalogue() {
    Ran ran = Ran.lab("--json", "show");
    assertThat(ran.json().get("experiments")).hasSize(2);
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.err()).isEmpty();
  }

  static List<String> commands() {
    return Main.COMMANDS.stream().map(Main.Entry::name).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpIn80Columns(String command) {
    Ran ran = Ran.lab(command, "--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: lab " + command).contains("--json", "--plain");
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theHelpListsEveryCommand() {
    Ran ran = Ran.lab("--help");
    assertThat(commands()).allMatch(c -> ran.out().contains("\n  " + c));
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
  }

  @Test
  void theCompletionScriptKnowsCommandsAndOptions() {
    Ran ran = Ran.lab("completion");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("#!/usr/bin/env bash").contains("'--do'", "break", "litmus");
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(Ran.lab("--version").lines()).singleElement().asString().startsWith("lab 0.");
  }

  @Test
  void aTerminalGetsTheSameWordsInColour() {
    String coloured = Ran.onTerminal("show", "counter").out();
    assertThat(coloured).contains("\u001b[1m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(Ran.lab("show", "counter").out());
  }
}
