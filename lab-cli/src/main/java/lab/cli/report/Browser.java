package lab.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The browser of this system. */
final class Browser {
  private static final int PATIENCE_SECONDS = 3;

  private Browser() {}

  /** Shows a file. False where there is nothing that could. */
  static boolean open(Path file) {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String address = file.toAbsolutePath().toUri().toString();
    List<String> command =
        os.contains("mac")
            ? List.of("open", address)
            : os.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    return run(command);
  }

  /** Whether it started; one that still runs after a while has found its browser. */
  static boolean run(List<String> command) {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return !started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || started.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
