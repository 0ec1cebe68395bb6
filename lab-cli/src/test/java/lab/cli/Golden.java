package lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.cli.answer.Documents;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents as they are committed, in {@code src/test/resources/lab/cli/golden}: a field that is
 * renamed, lost or moved shows there. {@code -Dlab.golden=write} writes them anew; a person then
 * reads the difference.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/lab/cli/golden");
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Golden() {}

  /**
   * Holds a document against the committed one, reads it back and writes it again.
   *
   * @param name of the file, without its ending
   * @param text as the command printed it
   * @param type of the document
   */
  public static <T> T check(String name, String text, Class<T> type) {
    Path file = folder().resolve(name + ".json");
    String pretty = PRETTY.writeValueAsString(PRETTY.readTree(text)) + "\n";
    try {
      if ("write".equals(System.getProperty("lab.golden"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, pretty);
      }
      assertThat(pretty).as(name).isEqualTo(Files.readString(file));
      T read = Documents.read(text.strip(), type);
      assertThat(Documents.text(read)).as(name + ", read back").isEqualTo(text.strip());
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Documents.Unreadable e) {
      throw new AssertionError(name + " " + e.getMessage(), e);
    }
  }

  /** Maven runs tests in the module's folder, an IDE perhaps in the checkout. */
  private static Path folder() {
    return Files.isDirectory(Path.of("lab-cli")) ? Path.of("lab-cli").resolve(FOLDER) : FOLDER;
  }
}
