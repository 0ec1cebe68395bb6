package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.net.frame.Bytes;
import lab.net.tcp.State;
import lab.net.wire.Endpoint;

/**
 * Connections of this network namespace as {@code /proc/net/tcp} lists them: sockets, requests that
 * are half open, and what is left of one in TIME-WAIT, which TCP_INFO knows nothing of.
 */
final class KernelTable {
  private static final Path FILE = Path.of("/proc/net/tcp");

  /** The numbers of {@code include/net/tcp_states.h}. */
  private static final Map<Integer, State> STATES =
      Map.ofEntries(
          Map.entry(1, State.ESTABLISHED),
          Map.entry(2, State.SYN_SENT),
          Map.entry(3, State.SYN_RECEIVED),
          Map.entry(4, State.FIN_WAIT_1),
          Map.entry(5, State.FIN_WAIT_2),
          Map.entry(6, State.TIME_WAIT),
          Map.entry(7, State.CLOSED),
          Map.entry(8, State.CLOSE_WAIT),
          Map.entry(9, State.LAST_ACK),
          Map.entry(10, State.LISTEN),
          Map.entry(11, State.CLOSING),
          Map.entry(12, State.SYN_RECEIVED));

  private KernelTable() {}

  /** The state of the kernel's end of a connection; empty if it has none. */
  static Optional<State> state(Endpoint kernel, Endpoint ours) throws IOException {
    try (Stream<String> lines = Files.lines(FILE)) {
      return state(lines.toList(), kernel, ours);
    }
  }

  static Optional<State> state(List<String> lines, Endpoint kernel, Endpoint ours) {
    String ends = text(kernel) + " " + text(ours) + " ";
    return lines.stream()
        .map(String::strip)
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(line -> line.startsWith(ends))
        .map(line -> Integer.parseInt(line, ends.length(), ends.length() + 2, 16))
        .map(number -> Optional.ofNullable(STATES.get(number)).orElseThrow())
        .findFirst();
  }

  /** The address is printed as an integer of this machine, whose first byte is the lowest. */
  private static String text(Endpoint end) {
    Bytes address = end.address().octets();
    long number = 0;
    for (int i = address.length() - 1; i >= 0; i--) {
      number = (number << 8) | address.u8(i);
    }
    return String.format(Locale.ROOT, "%08X:%04X", number, end.port());
  }
}
