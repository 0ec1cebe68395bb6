package lab.bench.net.handshake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.bench.harness.LiveAnswers;

/**
 * Our TCP machine against the Linux kernel, over a TUN device in a network namespace of its own:
 * handshakes, data, closes, resets and strangers' segments in both directions. Beside every
 * reaction of the kernel stands the one of a second machine of ours ({@link Lockstep} says what is
 * compared). Counts {@code as-specified} and {@code other-answer}, and measures how many round
 * trips {@code connect()} takes where packets are slow.
 *
 * <p>Arguments: {@code --millis=N}, how long to go on; {@code --pcap=FILE}, where to leave a
 * capture of everything that went over the device.
 */
public final class TunKernel {
  static final String AGREED = "as-specified";
  static final String OTHER = "other-answer";
  private static final String INSIDE = "--inside";

  private TunKernel() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    List<String> list = List.of(arguments);
    if (list.contains(INSIDE)) {
      inside(answers, arguments);
      System.exit(0);
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      answers.unavailable("a TUN device and network namespaces are Linux's");
      System.exit(0);
    }
    Namespace.Way way = Namespace.way();
    if (!way.open()) {
      answers.unavailable(way.refusal());
      System.exit(0);
    }
    String[] more = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = INSIDE;
    System.exit(Namespace.run(way, TunKernel.class, more));
  }

  private static void inside(LiveAnswers answers, String[] arguments)
      throws IOException, InterruptedException {
    long millis = LiveAnswers.millis(arguments, 4_000);
    String file = LiveAnswers.setting(arguments, "pcap", "");
    try (Wire wire = open()) {
      new Rounds(answers, wire).run(millis);
      if (!file.isEmpty()) {
        Files.write(Path.of(file), wire.capture().write());
      }
    } catch (Unavailable e) {
      answers.unavailable(e.getMessage());
    }
  }

  /** This host lacks something. */
  private static final class Unavailable extends IOException {
    private static final long serialVersionUID = 1L;

    Unavailable(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static Wire open() throws Unavailable {
    try {
      Settings.answerEveryTime();
      Settings.rememberEverySyn();
      Settings.noTailProbes();
      return new Wire();
    } catch (IOException e) {
      throw new Unavailable(e);
    }
  }
}
