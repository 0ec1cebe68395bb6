package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.host.LinuxSocket;
import lab.host.SystemFiles;

/** What this thread's network namespace is set to (tcp(7), ipv6(7)). */
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

  /** Whether there is a loopback of version 6, switched on. */
  static boolean six() {
    try (LinuxSocket socket = LinuxSocket.udp(6)) {
      return socket.bind(new InetSocketAddress(Place.LOOPBACK.nearAddress(6), 0)) == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
