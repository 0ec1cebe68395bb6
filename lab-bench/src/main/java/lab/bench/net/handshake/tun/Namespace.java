package lab.bench.net.handshake.tun;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program of ours in a network namespace of its own, where it is root and where there is no
 * device but those it makes: no packet can leave the machine. The namespace has no name and no
 * file, so it is gone with its last process, however that ends.
 *
 * <p>A JVM has threads and so cannot enter a namespace itself: {@code unshare(1)} enters it and
 * becomes the JVM.
 */
public final class Namespace {
  private static final long TRIAL_SECONDS = 5;

  private Namespace() {}

  /** The words before a command; or why there is no namespace to be had. */
  public record Way(List<String> words, String refusal) {
    public boolean open() {
      return refusal.isEmpty();
    }
  }

  /**
   * That this process is in a namespace of its own: before it sets or makes anything.
   *
   * @throws IllegalStateException if there is a device that leads out of here
   */
  static void requireAlone() throws IOException {
    requireAlone(Files.readAllLines(Path.of("/proc/net/dev")));
  }

  /** {@code lines} are those of {@code /proc/net/dev}, two of them headings. */
  static void requireAlone(List<String> lines) {
    List<String> devices =
        lines.stream().skip(2).map(line -> line.substring(0, line.indexOf(':')).strip()).toList();
    if (!devices.equals(List.of("lo"))) {
      throw new IllegalStateException(
          "a network namespace of its own has no device but lo (got " + devices + ")");
    }
  }

  /** By root; or by anybody, in a user namespace. */
  public static Way way() throws IOException, InterruptedException {
    String refusal = "";
    for (List<String> words : List.of(List.of("unshare", "-n"), List.of("unshare", "-rn"))) {
      Optional<String> refused = refused(words);
      if (refused.isEmpty()) {
        return new Way(words, "");
      }
      refusal = refused.get();
    }
    return new Way(List.of(), "no network namespace: " + refusal);
  }

  private static Optional<String> refused(List<String> words)
      throws IOException, InterruptedException {
    List<String> trial = new ArrayList<>(words);
    trial.add("true");
    Process process;
    try {
      process = new ProcessBuilder(trial).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.of("there is no unshare(1)");
    }
    process.getOutputStream().close();
    if (!process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Optional.of("unshare does not end");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of(said.lines().findFirst().orElse("unshare ends with " + process.exitValue()));
  }

  /**
   * Runs a main class there, which answers on this program's standard output, and waits for it. It
   * ends with this program, whose end of its standard input is closed then.
   *
   * @return its exit code
   */
  public static int run(Way way, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(way.words());
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
