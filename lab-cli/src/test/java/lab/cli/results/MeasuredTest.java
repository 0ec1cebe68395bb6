package lab.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import lab.catalog.Catalog;
import lab.cli.answer.Documents;
import lab.cli.answer.RunDocument;
import lab.cli.report.Samples;
import lab.room.NamedSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {
  private static final String ID = "false-sharing";

  @TempDir private Path folder;
  private final RunDocument run = Samples.run(ID);

  @Test
  void theNewestCompleteRunOnSuchACpuTells() throws IOException {
    assertThat(measured().median("shared")).isEmpty();
    keep("20261120T120000Z-false-sharing-aaaaaa", Documents.text(run));
    double median = measured().median("shared").orElseThrow();
    assertThat(median).isPositive();
    assertThat(measured().median("nothing of that name")).isEmpty();
    keep("20261121T120000Z-false-sharing-bbbbbb", "half of a ru");
    keep("20261122T120000Z-false-sharing-cccccc.partial", unfinished());
    assertThat(measured().median("shared")).isEqualTo(OptionalDouble.of(median));
    keep("20261119T120000Z-false-sharing-dddddd", doubled());
    assertThat(measured().median("shared")).isEqualTo(OptionalDouble.of(median));
    keep("20261123T120000Z-false-sharing-eeeeee", doubled());
    assertThat(measured().median("shared")).isEqualTo(OptionalDouble.of(2 * median));
  }

  @Test
  void anotherCpuTellsNothingOfThisOne() throws IOException {
    String model = run.machine().cpuModel().orElseThrow();
    keep(
        "20261120T120000Z-false-sharing-aaaaaa",
        Documents.text(run).replace(model, "some other CPU"));
    assertThat(measured().median("shared")).isEmpty();
  }

  private String unfinished() {
    return Documents.text(run).replace("\"complete\":true", "\"complete\":false");
  }

  /** The same run with twice the median of the score that is asked for. */
  private String doubled() {
    String text = Documents.text(run);
    int label = text.indexOf("\"label\":\"shared\"");
    int from = text.indexOf("\"median\":", label) + "\"median\":".length();
    int to = text.indexOf(',', from);
    return text.substring(0, from)
        + 2 * Double.parseDouble(text.substring(from, to))
        + text.substring(to);
  }

  private void keep(String name, String document) throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs").resolve(name));
    Files.writeString(run.resolve(RunFolder.DOCUMENT), document);
  }

  private NamedSettings.Measured measured() {
    return new Measured(new Results(folder), run::machine, Catalog.lab().room(ID));
  }
}
