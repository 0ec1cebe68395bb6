package lab.bench.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.host.NetworkNamespace;
import lab.host.SystemFiles;

/**
 * Runs a program of the lab once more, in a network namespace of its own, where it is root and
 * nobody else sends: a JVM cannot enter one with all its threads, so unshare(1) starts another. The
 * namespace has no name, so the kernel takes it away with the last process in it.
 *
 * <pre>{@code
 * LiveAnswers answers = LiveAnswers.start();
 * if (OwnNetwork.inside(args)) {
 *   …
 * } else {
 *   OwnNetwork.run(Program.class, args).ifPresent(answers::unavailable);
 * }
 * }</pre>
 */
public final class OwnNetwork {
  private static final String INSIDE = "--own-network";
  private static final List<List<String>> WAYS =
      List.of(List.of("unshare", "-n"), List.of("unshare", "-rn"));
  private static final long PATIENCE_SECONDS = 5;

  private OwnNetwork() {}

  /**
   * Whether this is the JVM in there.
   *
   * @throws IllegalStateException if the arguments say so and a route leads out of here
   */
  public static boolean inside(String[] arguments) {
    boolean told = Arrays.asList(arguments).contains(INSIDE);
    if (told) {
      requireAlone();
    }
    return told;
  }

  /**
   * No traffic leaves the machine, and no setting of it changes, whatever a program does by
   * mistake.
   *
   * @throws IllegalStateException if a route leads out of here
   */
  public static void requireAlone() {
    requireAlone(NetworkNamespace.waysOut(SystemFiles.ofThisMachine()));
  }

  static void requireAlone(List<String> waysOut) {
    if (!waysOut.isEmpty()) {
      throw new IllegalStateException(
          INSIDE
              + " is for a network namespace that leads nowhere; from here routes lead to "
              + String.join(", ", waysOut));
    }
  }

  /**
   * Runs the program there and waits for its end; it speaks on this JVM's standard output.
   *
   * @return why there is no such namespace here; empty: the program has run
   * @throws IllegalStateException if it ended with an error
   */
  public static Optional<String> run(Class<?> program, String[] arguments)
      throws IOException, InterruptedException {
    List<String> refused = new ArrayList<>();
    for (List<String> way : WAYS) {
      Optional<String> reason = refusal(way);
      if (reason.isEmpty()) {
        int status = child(way, program, arguments);
        if (status != 0) {
          throw new IllegalStateException("the JVM in its own network ended with " + status);
        }
        return Optional.empty();
      }
      refused.add(reason.get());
    }
    return Optional.of("no network namespace of its own: " + refused.getLast());
  }

  /** What is said to a program that does nothing. */
  private static Optional<String> refusal(List<String> way)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(way);
    command.add("true");
    Process probe;
    try {
      probe = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.of("there is no unshare");
    }
    probe.getOutputStream().close();
    if (!probe.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      probe.destroyForcibly();
      return Optional.of("unshare does not end");
    }
    String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return probe.exitValue() == 0
        ? Optional.empty()
        : Optional.of(said.lines().findFirst().orElse("unshare ended with " + probe.exitValue()));
  }

  private static int child(List<String> way, Class<?> program, String[] arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(way);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    command.add(INSIDE);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    // Its standard input stays open as long as this JVM lives: it ends with its parent.
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
