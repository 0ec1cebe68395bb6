package lab.cli.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The folder of one run. While the run is under way its name ends in {@code .partial}; {@link
 * #write} replaces {@code run.json} as a whole, so that whatever ends the process leaves a readable
 * file; {@link #complete} takes the ending away.
 */
public final class RunFolder {
  /** Ending of the folder of a run that is not complete. */
  public static final String PARTIAL = ".partial";

  /** The document of a run. */
  public static final String DOCUMENT = "run.json";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String name;
  private Path path;

  private RunFolder(String name, Path path) {
    this.name = name;
    this.path = path;
  }

  /** Makes the folder of a run that begins now. */
  public static RunFolder create(
      Results results, String experiment, Instant now, RandomGenerator random) {
    String name =
        STAMP.format(now)
            + "-"
            + experiment
            + "-"
            + HexFormat.of().toHexDigits(random.nextLong(), 6);
    Path path = results.runs().resolve(name + PARTIAL);
    try {
      Files.createDirectories(results.runs());
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the run's folder: " + e.getMessage(), e);
    }
    return new RunFolder(name, path);
  }

  /** The run's name: the time, the experiment, six hex digits. */
  public String name() {
    return name;
  }

  /** Where it is now. */
  public synchronized Path path() {
    return path;
  }

  /** Replaces the document. Readers see the old one or the new one, never a part. */
  public synchronized void write(String document) {
    Path half = path.resolve(DOCUMENT + ".tmp");
    try {
      Files.writeString(half, document);
      Files.move(
          half,
          path.resolve(DOCUMENT),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the run: " + e.getMessage(), e);
    }
  }

  /** Takes the ending away: the run is complete. */
  public synchronized void complete() {
    try {
      path = Files.move(path, path.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename the run's folder: " + e.getMessage(), e);
    }
  }
}
