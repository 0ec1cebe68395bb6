package lab.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of {@code /sys} and {@code /proc}, below a root that tests replace. A file that is
 * missing or may not be read is an empty answer: hosts differ in what they show.
 */
public final class SystemFiles {
  private final Path root;

  public SystemFiles(Path root) {
    this.root = root;
  }

  /** Those of this machine. */
  public static SystemFiles ofThisMachine() {
    return new SystemFiles(Path.of("/"));
  }

  /** The whole file without white space around it, as in {@code text("proc/loadavg")}. */
  public Optional<String> text(String path) {
    try {
      return Optional.of(Files.readString(root.resolve(path)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The lines of the file; none where it cannot be read. */
  public List<String> lines(String path) {
    return text(path).map(t -> t.lines().toList()).orElse(List.of());
  }

  /** The file's single whole number. */
  public Optional<Long> number(String path) {
    return text(path).flatMap(SystemFiles::parse);
  }

  /** Names of what lies in the folder, sorted; none where it cannot be read. */
  public List<String> names(String folder) {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  public boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }

  private static Optional<Long> parse(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
