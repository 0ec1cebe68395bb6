package lab.cli.ask;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A JVM that measures: started with this JVM's class path and the flags that the tool needs, never
 * with this JVM's own flags, which are chosen for a fast start.
 *
 * <p>The child's standard input is a pipe that stays open as long as this JVM lives and nobody has
 * closed the child: a child that reads its end of it ends with its parent, however the parent ends.
 * Every child is destroyed, descendants first, when this JVM shuts down.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Set<ChildJvm> RUNNING = ConcurrentHashMap.newKeySet();

  /** Exit codes above this say which signal ended a process. */
  private static final int SIGNALS = 128;

  /** Ctrl-C reaches the children and this JVM at the same time, in any order. */
  private static final Duration SIGNAL_GRACE = Duration.ofSeconds(2);

  private static volatile boolean shuttingDown;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildJvm::shutDown, "end-children"));
  }

  /** Loads this class, and with it the hook that ends the children. */
  public static void ready() {}

  private final Process process;
  private final Thread reader;
  private final List<String> command;

  private ChildJvm(Process process, Thread reader, List<String> command) {
    this.process = process;
    this.reader = reader;
    this.command = command;
  }

  /**
   * Starts a child.
   *
   * @param flags JVM flags
   * @param main binary name of the main class
   * @param onLine receives each line of the child's standard output, on a thread of its own
   * @param log file to which the child's standard error is appended
   */
  public static ChildJvm start(
      List<String> flags, String main, List<String> arguments, Consumer<String> onLine, Path log) {
    return start(flags, main, arguments, onLine, log, Path.of(""));
  }

  /** As above, in a folder of its own, for tools that write where they stand. */
  public static ChildJvm start(
      List<String> flags,
      String main,
      List<String> arguments,
      Consumer<String> onLine,
      Path log,
      Path folder) {
    return start(flags, main, arguments, onLine, log, folder, Optional.empty());
  }

  /**
   * As above, with classes ahead of this JVM's.
   *
   * @param front a folder of class files that take the place of those of the same name
   */
  public static ChildJvm start(
      List<String> flags,
      String main,
      List<String> arguments,
      Consumer<String> onLine,
      Path log,
      Path folder,
      Optional<Path> front) {
    List<String> tail = new ArrayList<>(flags);
    tail.add(main);
    tail.addAll(arguments);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(front.map(f -> f.toAbsolutePath() + File.pathSeparator).orElse("") + classPath());
    command.addAll(tail);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toAbsolutePath().toFile());
    // Flags from the environment would change what is measured without anybody seeing it.
    builder.environment().keySet().removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      Thread reader =
          Thread.ofPlatform().daemon().name("child-output").start(() -> read(process, onLine));
      ChildJvm child = new ChildJvm(process, reader, List.copyOf(tail));
      RUNNING.add(child);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a child JVM: " + e.getMessage(), e);
    }
  }

  /** This JVM's class path, good in any folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void read(Process process, Consumer<String> onLine) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        onLine.accept(line);
      }
    } catch (IOException e) {
      // The pipe broke because the child was destroyed: there is nothing more to read.
    }
  }

  /** Flags, main class and arguments: what to type after {@code java -cp …} to run it again. */
  public List<String> command() {
    return command;
  }

  /**
   * Waits until the child has ended and all its output has been read. Does not return if the child
   * was ended because this JVM is shutting down: what a killed child measured is no result.
   *
   * @return whether it ended in time
   */
  public boolean await(Duration time) throws InterruptedException {
    boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      reader.join();
      RUNNING.remove(this);
      if (process.exitValue() > SIGNALS) {
        Thread.sleep(SIGNAL_GRACE);
        while (shuttingDown) {
          Thread.sleep(SIGNAL_GRACE);
        }
      }
    }
    return ended;
  }

  /** The exit status of a child that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Destroys the child and its descendants and waits until they are gone. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().join());
    RUNNING.remove(this);
  }

  /** Destroys every child that still runs, for good: safe to call twice. */
  public static void shutDown() {
    shuttingDown = true;
    RUNNING.forEach(ChildJvm::close);
  }
}
