package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of the kernel, which belong to the network namespace, so that nothing else feels them.
 * Options need none: we offer none and agree to none, so there are no timestamps, no window scale
 * and no SACK in any connection.
 */
final class Settings {
  private static final Path FOLDER = Path.of("/proc/sys/net/ipv4");

  /**
   * Every segment that has to be answered is answered, however many come in half a second (at most
   * 1,000 challenge ACKs in a second were the limit of old kernels, which we do not reach); a
   * listener remembers a SYN rather than answer an ACK by a cookie; what is sent again is sent by
   * the retransmission timer, not by a probe for a lost tail.
   */
  private static final Map<String, String> FAIR =
      new TreeMap<>(
          Map.of(
              "tcp_invalid_ratelimit", "0",
              "tcp_syncookies", "0",
              "tcp_early_retrans", "0"));

  private Settings() {}

  /**
   * Makes the kernel's answers depend on what arrives alone.
   *
   * @throws IOException if a setting cannot be made here; the message is the reason
   */
  static void forComparison() throws IOException {
    for (Map.Entry<String, String> setting : FAIR.entrySet()) {
      try {
        Files.writeString(FOLDER.resolve(setting.getKey()), setting.getValue());
      } catch (IOException e) {
        throw new IOException("net.ipv4." + setting.getKey() + " cannot be set here", e);
      }
    }
  }

  /** How a setting is; empty if this kernel has none of that name. */
  static Optional<String> get(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }
}
