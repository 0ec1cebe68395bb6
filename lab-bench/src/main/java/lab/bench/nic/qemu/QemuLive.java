package lab.bench.nic.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.Invalidation;

/**
 * Drives QEMU's e1000 and the software NIC with the same driver and compares what each did. Says
 * that it was skipped where there is no QEMU.
 */
public final class QemuLive {
  static final String PROGRAM = "qemu-system-x86_64";

  /** What is said instead of a comparison where there is no QEMU. */
  static final String SKIPPED = "skipped: there is no " + PROGRAM + " on the PATH";

  private static final String NAME = "QEMU's e1000 beside the software NIC";

  private QemuLive() {}

  public static void main(String[] arguments) throws IOException {
    run(LiveAnswers.start());
    System.exit(0);
  }

  static void run(LiveAnswers answers) throws IOException {
    Optional<Path> qemu = program();
    if (qemu.isEmpty()) {
      answers.value(NAME, SKIPPED);
      return;
    }
    List<String> theirs;
    try (QemuSide side = new QemuSide(qemu.get().toString())) {
      theirs = Transcript.of(side);
    }
    List<String> ours;
    try (SoftSide side = new SoftSide(Invalidation.STRICT)) {
      ours = Transcript.of(side);
    }
    answers.value(NAME, Comparison.of(ours, theirs).text());
  }

  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
