package lab.cli.results;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import lab.input.BadInput;

/**
 * The folder that holds the runs.
 *
 * @param folder as the person named it, or where it is by default
 */
public record Results(Path folder) {
  /** Set by the start script: the checkout. */
  private static final String HOME = "lab.home";

  /**
   * That folder, or the checkout's {@code results}, or {@code ./results} where the jar is alone.
   */
  public static Results at(Optional<String> typed) {
    String home = System.getProperty(HOME);
    return new Results(
        typed
            .map(Path::of)
            .orElseGet(() -> home == null ? Path.of("results") : Path.of(home, "results")));
  }

  /** The runs, one folder each. */
  public Path runs() {
    return folder.resolve("runs");
  }

  /**
   * Makes sure that runs can be written.
   *
   * @throws BadInput if they cannot
   */
  public void check() {
    try {
      Files.createDirectories(runs());
      Files.delete(Files.createTempFile(runs(), ".probe", ""));
    } catch (IOException e) {
      throw new BadInput(
          "results cannot be written to %s (%s); --results=DIR names another folder"
              .formatted(folder, why(e)));
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException exists -> "there is a file of that name";
      case NoSuchFileException missing -> "no folder can be made there";
      case FileSystemException other when other.getReason() != null ->
          other.getReason().toLowerCase(Locale.ROOT);
      default -> "the system refuses";
    };
  }
}
