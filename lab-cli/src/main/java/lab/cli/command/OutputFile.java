package lab.cli.command;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import lab.input.BadInput;

/**
 * A file that a person asked for. It is written beside and moved: a reader never sees half of one.
 *
 * @param what is written, as in {@code the page}
 */
public record OutputFile(String what, Path path) {

  /**
   * The file of an option's value.
   *
   * @param option as in {@code --html}
   * @throws BadInput if nothing can be written there; said before anything else is done
   */
  public static OutputFile named(String option, String what, String typed) {
    if (typed.isBlank()) {
      throw new BadInput(option + " needs FILE");
    }
    try {
      return at(what, Path.of(typed));
    } catch (InvalidPathException e) {
      throw new BadInput(option + ": this is no name of a file");
    }
  }

  /**
   * @throws BadInput if nothing can be written there
   */
  public static OutputFile at(String what, Path path) {
    refusal(path)
        .ifPresent(why -> {
          throw new BadInput("%s cannot be written to %s: %s".formatted(what, path, why));
        });
    return new OutputFile(what, path);
  }

  private static Optional<String> refusal(Path path) {
    Path folder = folder(path);
    String why =
        Files.isDirectory(path)
            ? "it is a folder"
            : Files.exists(path) && !Files.isRegularFile(path)
                ? "it is a device"
                : !Files.isDirectory(folder)
                    ? "there is no folder " + folder
                    : !Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))
                        ? "permission denied"
                        : "";
    return Optional.of(why).filter(w -> !w.isEmpty());
  }

  private static Path folder(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    return whole.getParent() == null ? whole : whole.getParent();
  }

  /**
   * @throws BadInput if the disk refuses after all; what was there before is still there
   */
  public void write(byte[] content) {
    // Of this process: two at once must not write into one file.
    Path half =
        folder(path)
            .resolve(".%s.%d.tmp".formatted(path.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.write(half, content);
      move(half);
    } catch (IOException e) {
      delete(half);
      throw new BadInput("%s cannot be written to %s: the system refuses".formatted(what, path));
    }
  }

  private void move(Path half) throws IOException {
    // A link stays a link to what is replaced.
    Path target = Files.exists(path) ? path.toRealPath() : path;
    try {
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      // What is left is a hidden file; the person is told of the greater trouble.
    }
  }
}
