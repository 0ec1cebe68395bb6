package lab.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.Golden;
import lab.cli.Printed;
import lab.cli.Ran;
import lab.cli.command.Surroundings;
import lab.cli.render.Text;
import lab.cli.report.told.ReportDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lab report} on the committed samples and on runs made from them. */
final class ReportCommandTest {
  @TempDir private Path folder;

  private static Ran report(String... args) {
    return Ran.lab(Catalog.lab(), "", typed(args));
  }

  private static String[] typed(String... args) {
    return Stream.concat(Stream.of("report"), Stream.of(args)).toArray(String[]::new);
  }

  private static String samples() {
    return Samples.folder().toString();
  }

  /** Another machine, where it is seen a hundred times as often. */
  private Path other() {
    return Samples.keep(
        folder,
        "20261201T080000Z-aba-ffffff",
        Samples.replaced(
            Samples.text("aba"),
            "2026-11-20T14:32:19Z",
            "2026-12-01T08:00:00Z",
            "aba-ca1379",
            "aba-ffffff",
            "\"arch\":\"amd64\"",
            "\"arch\":\"aarch64\"",
            "AMD EPYC",
            "Neoverse-N1",
            "\"count\":408",
            "\"count\":40800",
            "\"word\":\"CONFIRMED\",\"sentence\":\"seen in 70",
            "\"word\":\"CONTRADICTED\",\"sentence\":\"seen in 70"));
  }

  @Test
  void theSamplesAreToldVerdictsFirst() {
    Ran ran = report(samples());
    assertThat(ran.code()).isZero();
    assertThat(ran.lines().getFirst())
        .isEqualTo("41 confirmed, 20 consistent, 2 not seen, 1 inconclusive, 0 contradicted, 3");
    Samples.golden("samples.txt", ran.out());
  }

  @Test
  void theDocumentIsWrittenAndReadBackAndPrintsTheSame() {
    Ran ran = report(samples(), "--json");
    String text = ran.out().replace(samples(), "results/samples");
    ReportDocument document = Golden.check("report", text, ReportDocument.class);
    assertThat(Printed.by(console -> new ReportText(console).print(document)))
        .isEqualTo(report(samples()).out());
  }

  @Test
  void aComparisonIsADocumentToo() {
    String other = other().toString();
    Ran ran =
        report(samples() + "/" + Samples.file("aba").getParent().getFileName(), other, "--json");
    String text = ran.out().replace(samples(), "results/samples").replace(other, "other");
    ReportDocument document = Golden.check("report-compared", text, ReportDocument.class);
    assertThat(document.comparisons()).hasSize(1);
    Samples.golden("compared.txt", Printed.by(console -> new ReportText(console).print(document)));
  }

  @Test
  void whatWasContradictedStandsFirstAndInFull() {
    Ran ran = report(other().toString());
    assertThat(ran.lines().getFirst())
        .isEqualTo("CONTRADICTED  aba, freed-head, tag=on tagBits=2: seen in 70 of 9.4 million");
    assertThat(ran.code()).as("it is no new judgement").isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 72, 80, 200})
  void nothingIsWiderThanTheTerminal(int columns) {
    Surroundings terminal =
        new Surroundings(
            Map.of("TERM", "xterm", "NO_COLOR", "1", "COLUMNS", "" + columns),
            false,
            true,
            true,
            StandardCharsets.UTF_8);
    Ran ran =
        Ran.lab(
            Catalog.lab(),
            terminal,
            "",
            typed(samples(), other().toString(), Samples.file("aba").toString()));
    assertThat(ran.lines())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            l -> assertThat(Text.width(l)).as(l).isLessThanOrEqualTo(Math.min(80, columns)));
    assertThat(ran.out()).contains("freed-head", "CONTRADICTED", "Compared: aba");
  }

  @Test
  void hostileTextIsPrintedHarmless() {
    String hostile =
        Samples.replaced(
            Samples.text("aba"),
            "AMD EPYC",
            "\\u001b[2J<b>\\u202e",
            "\"id\":\"aba\"",
            "\"id\":\"\\u001b[2Ja\\nb\"",
            "\"label\":null",
            "\"label\":\"\\u001b]0;x\\u0007\"");
    Path one = Samples.keep(folder, "one", hostile);
    Path two = Samples.keep(folder, "two", hostile.replace("aba-ca1379", "aba-ffffff"));
    Ran ran = report(one.toString(), two.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("Compared: ?[2Ja b")
        .doesNotContain("\u001b", "\u202e", "\u0007");
  }

  @Test
  void aPageIsWrittenWholeAndNothingElse() throws IOException {
    Path page = folder.resolve("page.html");
    Files.writeString(page, "what was there");
    Ran ran = report(Samples.file("aba").toString(), "--html=" + page);
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains("Page written to " + page);
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(page);
    }
  }

  @Test
  void equalRunsGiveEqualPages() throws IOException {
    Path one = folder.resolve("one.html");
    Path two = folder.resolve("two.html");
    report(samples(), "--html=" + one);
    report(samples(), "--html=" + two);
    assertThat(Files.readString(one)).isEqualTo(Files.readString(two));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --html=           | --html needs FILE
          --html=FOLDER     | it is a folder
          --html=FOLDER/no/x.html | there is no folder
          --html=/dev/null  | it is a device
          """)
  void whereNoPageCanBeWrittenIsSaidFirst(String option, String expected) {
    Ran ran = report(samples(), option.replace("FOLDER", folder.toString()));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(expected);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | is empty
          {"schema":"lab.run/9"}    | is of schema lab.run/9
          {"schema":"lab.run/2"     | is not JSON: it ends in the middle
          """)
  void aFileThatIsNoRunWritesNothing(String content, String expected) throws IOException {
    Path run = Samples.keep(folder, "run", content).resolve("run.json");
    Path page = folder.resolve("page.html");
    Ran ran = report(run.toString(), "--html=" + page, "--json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(expected);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(page).doesNotExist();
  }

  @Test
  void aBrowserThatIsNotThereIsNoFault() {
    assertThat(Browser.run(List.of("no-such-browser-anywhere", "x"))).isFalse();
    assertThat(Browser.run(List.of("false"))).isFalse();
    assertThat(Browser.run(List.of("true"))).isTrue();
  }
}
