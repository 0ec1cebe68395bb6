package lab.cli.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Which lab measured, as it stands in {@code run.json}.
 *
 * @param version of the lab; empty where it runs from class folders
 * @param commit the full commit
 * @param dirty whether anything that goes into the jar differed from that commit
 */
public record LabFacts(Optional<String> version, Optional<String> commit, Optional<Boolean> dirty) {
  /** Written by the last step of the build: {@code commit} and {@code dirty}. */
  static final String STAMP = "/lab/build.properties";

  /** What goes into the jar. */
  private static final List<String> SOURCES =
      List.of("pom.xml", "lab-core", "lab-stress", "lab-bench", "lab-cli");

  private static final int PATIENCE_SECONDS = 5;

  /**
   * By the checkout that the start script names, which sees to it that the jar is up to date; by
   * what the build left in the jar where it runs alone.
   */
  public static LabFacts ofThisProcess() {
    Optional<String> version =
        Optional.ofNullable(LabFacts.class.getPackage().getImplementationVersion());
    String home = System.getProperty("lab.home");
    if (home != null && Files.exists(Path.of(home, ".git"))) {
      return ofCheckout(version, Path.of(home));
    }
    return ofStamp(version, stamp());
  }

  static LabFacts ofStamp(Optional<String> version, Properties stamp) {
    return new LabFacts(
        version,
        Optional.ofNullable(stamp.getProperty("commit")).filter(LabFacts::isCommit),
        Optional.ofNullable(stamp.getProperty("dirty")).map(Boolean::valueOf));
  }

  static LabFacts ofCheckout(Optional<String> version, Path home) {
    List<String> status = new ArrayList<>(List.of("status", "--porcelain", "--"));
    status.addAll(SOURCES);
    Optional<String> commit = git(home, List.of("rev-parse", "HEAD")).filter(LabFacts::isCommit);
    return new LabFacts(
        version, commit, commit.flatMap(c -> git(home, status)).map(s -> !s.isEmpty()));
  }

  private static boolean isCommit(String text) {
    return text.matches("[0-9a-f]{40,64}");
  }

  private static Properties stamp() {
    Properties stamp = new Properties();
    try (InputStream in = LabFacts.class.getResourceAsStream(STAMP)) {
      if (in != null) {
        stamp.load(in);
      }
      return stamp;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STAMP, e);
    }
  }

  /** What git prints; empty where there is no git or it fails. */
  private static Optional<String> git(Path home, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(arguments);
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
