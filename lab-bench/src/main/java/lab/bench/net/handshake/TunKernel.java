package lab.bench.net.handshake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lab.bench.harness.LiveAnswers;
import lab.bench.net.handshake.tun.Namespace;
import lab.bench.net.handshake.tun.Rounds;

/**
 * Our TCP machine against the Linux kernel, over a TUN device in a network namespace of its own:
 * handshakes, data, closes, resets and strangers' segments in both directions. Beside every
 * reaction of the kernel stands the one of a second machine of ours. Measures as well how many
 * round trips {@code connect()} takes where packets are slow, and when a SYN is sent again.
 *
 * <p>Arguments: {@code --millis=N}, how long to go on; {@code --pcap=FILE}, where to leave a
 * capture of everything that went over the device.
 */
public final class TunKernel {
  private static final String INSIDE = "--inside";

  private TunKernel() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (List.of(arguments).contains(INSIDE)) {
      Rounds.run(answers, arguments);
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
    String[] more = Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = INSIDE;
    System.exit(Namespace.run(way, TunKernel.class, more));
  }
}
