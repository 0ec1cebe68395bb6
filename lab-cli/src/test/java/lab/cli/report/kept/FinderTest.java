package lab.cli.report.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.cli.report.Samples;
import lab.cli.results.Results;
import lab.input.BadInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs are found by name, by experiment, in folders and as files; what is none is said. */
final class FinderTest {
  private static final List<String> ROOMS = List.of("reordering", "aba");

  @TempDir private Path folder;
  private Path runs;

  @BeforeEach
  void runsOfTwoRooms() {
    runs = folder.resolve("runs");
    Samples.keep(runs, "20261120T143219Z-aba-ca1379", Samples.text("aba"));
    String later =
        Samples.replaced(
            Samples.text("aba"),
            "2026-11-20T14:32:19Z",
            "2026-12-01T08:00:00Z",
            "ca1379",
            "ffffff");
    Samples.keep(runs, "20261201T080000Z-aba-ffffff", later);
    Samples.keep(runs, "20261120T143201Z-reordering-24c444", Samples.text("reordering"));
  }

  private Chosen find(String... typed) {
    return Finder.find(Results.at(Optional.of(folder.toString())), ROOMS, List.of(typed));
  }

  private static List<String> names(Chosen chosen) {
    return chosen.runs().stream().map(k -> k.run().run()).toList();
  }

  @Test
  void withoutANameTheNewestOfEachRoomInReadingOrder() {
    Chosen chosen = find();
    assertThat(names(chosen))
        .containsExactly("20261120T143201Z-reordering-24c444", "20261120T143219Z-aba-ffffff");
    assertThat(chosen.left())
        .containsExactly("1 older run is left out; name runs to compare them.");
  }

  @Test
  void aRunIsNamedInManyWays() {
    String name = "20261120T143219Z-aba-ca1379";
    assertThat(names(find(name))).containsExactly(name);
    assertThat(names(find(runs.resolve(name).toString()))).containsExactly(name);
    assertThat(names(find(runs.resolve(name).resolve("run.json").toString())))
        .containsExactly(name);
    assertThat(names(find("aba"))).containsExactly("20261120T143219Z-aba-ffffff");
    assertThat(names(find(folder.toString()))).hasSize(2);
    assertThat(names(find("runs"))).hasSize(2);
  }

  @Test
  void theSameFileIsNotCountedTwice() {
    assertThat(find("aba", "aba").runs()).hasSize(1);
  }

  @Test
  void aChangedCopyOfARunIsToldAndNotCounted() throws IOException {
    String name = "20261120T143219Z-aba-ca1379";
    String changed = Samples.replaced(Samples.text("aba"), "\"count\":408", "\"count\":1");
    Path copy = Files.writeString(folder.resolve("copy.json"), changed);
    Chosen chosen = find(name, copy.toString());
    assertThat(chosen.runs()).hasSize(1);
    assertThat(chosen.left())
        .containsExactly(copy + " is run " + name + " again, changed; it is not counted.");
  }

  @Test
  void aDeviceIsNotRead() {
    assertThatThrownBy(() -> find("/dev/zero"))
        .isInstanceOf(BadInput.class)
        .hasMessage("/dev/zero is no file");
  }

  @Test
  void theHashIsThatOfTheFile() {
    Kept kept = find(Samples.file("aba").toString()).runs().getFirst();
    // What sha256sum says of the committed sample.
    assertThat(kept.sha256())
        .isEqualTo("8b501cbb7cba2bcad2f9ca191a5b01a6b52d0ec0e16e06875c4870b6cc6f5871");
    assertThat(kept.json()).isEqualTo(Samples.text("aba"));
  }

  @Test
  void aPartialRunIsToldAndNotCounted() {
    Samples.keep(runs, "20261202T080000Z-aba-eeeeee.partial", Samples.text("aba"));
    String open =
        Samples.replaced(
            Samples.text("reordering"),
            "\"complete\":true,\"begun\"",
            "\"complete\":false,\"begun\"");
    Samples.keep(runs, "20261202T090000Z-reordering-dddddd", open);
    Chosen chosen = find();
    assertThat(chosen.runs()).hasSize(2);
    assertThat(chosen.left())
        .contains(
            "These runs are not complete and not counted: 20261202T090000Z-reordering-dddddd,"
                + " 20261202T080000Z-aba-eeeeee.partial.");
  }

  @Test
  void aBrokenFileDoesNotHideTheOthers() {
    Samples.keep(runs, "20261203T080000Z-aba-000000", "{\"schema\":");
    Chosen chosen = find();
    assertThat(chosen.runs()).hasSize(2);
    assertThat(chosen.left())
        .anyMatch(l -> l.startsWith("Left out: ") && l.contains("is not JSON"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abba                             | there is no run abba; did you mean aba?
          20261120T143219Z-aba-ca1378      | did you mean 20261120T143219Z-aba-ca1379?
          zzz                              | a folder or a run.json is one
          ''                               | there is no run
          """)
  void whatIsNoRunIsSaid(String typed, String expected) {
    assertThatThrownBy(() -> find(typed))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          ~                                    | is empty: there is no run in it
          {"schema":"lab.run/1","run":"x       | is not JSON
          [1,2]                                | is no run: it names no schema
          {"schema":"lab.run/3"}               | is of schema lab.run/3; this lab reads lab.run/1 and lab.run/2
          {"schema":"lab.run/2"}               | cannot be read
          {"schema":"lab.run/1"}               | is no run: an object is missing
          {"schema":"lab.run/1","experiment":{},"verdicts":[7]} | is no run: an object is missing
          """)
  void aFileThatIsNoRunIsSaidInOneLine(String content, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), content.equals("~") ? "" : content);
    assertThatThrownBy(() -> find(file.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("bad.json " + expected)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void aFieldThatIsMissingIsNamed() throws IOException {
    String without = Samples.text("aba").replaceFirst("\"jdk\":\\{[^}]*}", "\"jdk\":null");
    Path file = Files.writeString(folder.resolve("bad.json"), without);
    assertThatThrownBy(() -> find(file.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is no whole run: it has no machine.jdk");
  }

  @Test
  void noRunAtAllIsSaid() {
    Results empty = Results.at(Optional.of(folder.resolve("nowhere").toString()));
    assertThatThrownBy(() -> Finder.find(empty, ROOMS, List.of()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("there is no run in")
        .hasMessageContaining("lab run reordering makes one");
  }

  @Test
  void whoHasNoRunOfTheirOwnIsToldOfTheSamples() {
    Samples.keep(folder.resolve("samples"), "20261120T143219Z-aba-ca1379", Samples.text("aba"));
    Results fresh = Results.at(Optional.of(folder.toString()));
    assertThat(Finder.find(fresh, ROOMS, List.of("samples")).runs()).hasSize(1);
    Results none = Results.at(Optional.of(folder.resolve("samples").toString()));
    assertThatThrownBy(() -> Finder.find(none, ROOMS, List.of()))
        .hasMessageEndingWith("lab run reordering makes one");
  }

  @Test
  void fiveRunsOfOneRoomAreTooMany() {
    String[] five = new String[5];
    for (int i = 0; i < five.length; i++) {
      String other = Samples.replaced(Samples.text("aba"), "ca1379", "00000" + i);
      five[i] =
          Samples.keep(runs, "2026120%dT080000Z-aba-00000%d".formatted(i + 1, i), other).toString();
    }
    assertThatThrownBy(() -> find(five))
        .isInstanceOf(BadInput.class)
        .hasMessage("up to 4 runs of one experiment can be compared (got 5 of aba)");
  }
}
