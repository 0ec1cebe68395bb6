package lab.cli.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.cli.Golden;
import lab.cli.Printed;
import lab.cli.Ran;
import lab.cli.answer.Documents;
import lab.cli.answer.LitmusDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of {@code lab litmus}: committed, read back, printed from. */
final class LitmusDocumentTest {
  /** Every answer there is: a condition or none, a model that says nothing, a file of nonsense. */
  private static final String X86 =
      """
      X86 SB
      { x=0; y=0; }
       P0          | P1          ;
       MOV [x],$1  | MOV [y],$1  ;
       MOV EAX,[y] | MOV EAX,[x] ;
      forall (0:EAX=1 \\/ 1:EAX=1)
      """;

  private static final String WITHOUT_CONDITION =
      """
      X86 W
      { x=0; }
       P0         | P1         ;
       MOV [x],$1 | MOV [x],$2 ;
      locations [x;]
      """;

  @TempDir private Path folder;
  private String[] files;

  @BeforeEach
  void write() throws IOException {
    files =
        new String[] {
          shape("SB"),
          file("x86.litmus", X86),
          file("without-condition.litmus", WITHOUT_CONDITION),
          file("nonsense.litmus", "nonsense"),
          folder.resolve("none.litmus").toString()
        };
  }

  /** A named shape of the lab's own resources. */
  private String shape(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/lab/shapes/" + name + ".litmus")) {
      Path copy = folder.resolve(name + ".litmus");
      Files.copy(in, copy);
      return copy.toString();
    }
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Ran litmus(String... options) {
    String[] words = new String[files.length + options.length + 1];
    words[0] = "litmus";
    System.arraycopy(files, 0, words, 1, files.length);
    System.arraycopy(options, 0, words, files.length + 1, options.length);
    return Ran.lab(words);
  }

  @Test
  void whatIsPrintedIsPrintedFromTheDocument() throws Documents.Unreadable {
    String json = litmus("--json").out();
    Golden.check("litmus", json.replace(folder + "/", ""), LitmusDocument.class);
    LitmusDocument read = Documents.read(json, LitmusDocument.class);
    assertThat(Printed.by(c -> new LitmusText(c).print(read))).isEqualTo(litmus().out());
    assertThat(read.tests()).filteredOn(LitmusDocument.Unread.class::isInstance).hasSize(2);
  }

  @Test
  void aFileIsToldByItsFields() {
    assertThat(litmus("--json").json().get("tests").get(3).propertyNames())
        .containsExactly("file", "error");
    assertThat(litmus("--json").json().get("tests").get(0).propertyNames())
        .contains("condition")
        .doesNotContain("reason", "error");
  }
}
