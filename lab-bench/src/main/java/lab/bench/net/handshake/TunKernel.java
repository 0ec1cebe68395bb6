package lab.bench.net.handshake;

import java.io.IOException;
import lab.bench.net.handshake.tun.Inside;
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
  private TunKernel() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Inside.run(TunKernel.class, arguments, Rounds::run);
  }
}
