package lab.cli.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return e instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : e instanceof java.nio.file.FileAlreadyExistsException
            ? "there is a file of that name"
            : e.getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(java.util.Locale.ROOT);
  }
}
