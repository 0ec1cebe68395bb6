package lab.bench.net.encapsulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.host.SystemFiles;

/** What this thread's network namespace is set to (tcp(7)). */
final class Sysctl {
  private static final String TIMESTAMPS = "proc/sys/net/ipv4/tcp_timestamps";

  private Sysctl() {}

  /** Whether TCP offers timestamps; Linux does where nothing is said. */
  static boolean timestamps() {
    return SystemFiles.ofThisMachine().number(TIMESTAMPS).orElse(1L) != 0;
  }

  /** Changes it, in a network of our own only. */
  static void timestamps(boolean on) throws IOException {
    if (timestamps() != on) {
      Files.writeString(Path.of("/" + TIMESTAMPS), on ? "1" : "0");
    }
  }
}
