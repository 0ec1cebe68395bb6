package lab.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command as a person would, without a terminal, and keeps what it printed. */
final class Shell {
  private Shell() {}

  /** What a command left behind. */
  record Result(int exitCode, String out, String err) {}

  /** The checkout that is being verified. */
  static Path checkout() {
    return Path.of(System.getProperty("lab.checkout"));
  }

  static Result run(Path folder, Duration limit, List<String> command) {
    try {
      Path out = Files.createTempFile("lab-out", ".txt");
      Path err = Files.createTempFile("lab-err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      // What is verified is what was packaged: the start script is not to build it again.
      builder.environment().put("LAB_NO_BUILD", "1");
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            command + " did not end within " + limit + "\n" + read(out) + read(err));
      }
      return new Result(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
