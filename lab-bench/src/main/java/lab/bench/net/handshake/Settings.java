package lab.bench.net.handshake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of the kernel, which belong to the network namespace, so that nothing else feels them.
 * Options need none: we offer none and agree to none, so there are no timestamps, no window scale
 * and no SACK in any connection.
 */
final class Settings {
  private static final Path FOLDER = Path.of("/proc/sys/net/ipv4");

  private Settings() {}

  /** Answers every segment that has to be answered, however many come in half a second. */
  static void answerEveryTime() throws IOException {
    set("tcp_invalid_ratelimit", "0");
    set("tcp_challenge_ack_limit", Integer.toString(Integer.MAX_VALUE));
  }

  /** A listener that was called before remembers every SYN, and answers no ACK by a cookie. */
  static void rememberEverySyn() throws IOException {
    set("tcp_syncookies", "0");
  }

  /** What is sent again is sent by the retransmission timer, not by a probe for a lost tail. */
  static void noTailProbes() throws IOException {
    set("tcp_early_retrans", "0");
  }

  private static void set(String name, String value) throws IOException {
    try {
      Files.writeString(FOLDER.resolve(name), value);
    } catch (IOException e) {
      throw new IOException("net.ipv4." + name + " cannot be set here", e);
    }
  }

  /** How a setting is; empty if this kernel has none of that name. */
  static Optional<String> get(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }
}
