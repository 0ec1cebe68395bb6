package lab.cli.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the process was started in, read once.
 *
 * @param environment the environment variables
 * @param stdinTerminal whether somebody types into stdin
 * @param stdoutTerminal whether stdout is a terminal
 * @param stderrTerminal whether stderr is a terminal
 * @param charset what a terminal is expected to understand
 */
public record Surroundings(
    Map<String, String> environment,
    boolean stdinTerminal,
    boolean stdoutTerminal,
    boolean stderrTerminal,
    Charset charset) {

  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        isTerminal(0),
        isTerminal(1),
        isTerminal(2),
        Charset.forName(System.getProperty("stdout.encoding", StandardCharsets.UTF_8.name())));
  }

  /** Three pipes and an empty environment. */
  public static Surroundings pipes() {
    return new Surroundings(Map.of(), false, false, false, StandardCharsets.UTF_8);
  }

  /** The variable's value, or the empty text. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /**
   * The JDK tells only whether stdin and stdout both are terminals; Linux tells each, by what the
   * descriptor's link points to.
   */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      // No procfs here: the JDK's coarser answer has to do.
      return System.console().isTerminal();
    }
  }
}
