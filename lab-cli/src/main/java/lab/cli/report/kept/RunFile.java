package lab.cli.report.kept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import lab.cli.answer.Documents;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunReader;
import lab.cli.render.Text;
import lab.input.BadInput;
import tools.jackson.core.JacksonException;

/** Reads the file of a run. */
final class RunFile {
  /** A hundred times what a long run of the largest room takes; all of it is read into memory. */
  private static final long LARGEST = 100_000_000;

  private RunFile() {}

  /**
   * @param shown how the file is called in messages
   * @throws BadInput if it is no run that this lab can read; the message is one line
   */
  static Kept read(Path file, String shown) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BadInput(shown + " is no file");
      }
      if (Files.size(file) > LARGEST) {
        throw new BadInput(
            "%s is no run: none is larger than %d MB".formatted(shown, LARGEST / 1_000_000));
      }
      byte[] bytes = Files.readAllBytes(file);
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (json.isBlank()) {
        throw new BadInput(shown + " is empty: there is no run in it");
      }
      RunDocument run = RunReader.read(json);
      Optional<String> missing = Whole.missing(run);
      if (missing.isPresent()) {
        throw new BadInput("%s is no whole run: it has no %s".formatted(shown, missing.get()));
      }
      return new Kept(run, shown, sha256(bytes), json);
    } catch (CharacterCodingException e) {
      throw new BadInput(shown + " is no run: it is not UTF-8");
    } catch (IOException e) {
      throw new BadInput(shown + " cannot be read");
    } catch (Documents.Unreadable e) {
      throw new BadInput(Text.clean(shown + " " + e.getMessage()));
    } catch (JacksonException e) {
      // Where an earlier schema is raised, before there is a record to read.
      throw new BadInput(Text.clean(shown + " cannot be read: " + e.getOriginalMessage()));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
