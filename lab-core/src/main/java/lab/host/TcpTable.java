package lab.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The connections of version 4 that Linux shows in {@code /proc/net/tcp} (proc_net_tcp(5)), those
 * of the calling thread's network namespace: half-open ones, which no user has a socket of yet, and
 * those in TIME-WAIT, which none has any more, among them.
 */
public final class TcpTable {
  private static final String PATH = "proc/thread-self/net/tcp";

  private final SystemFiles files;

  public TcpTable(SystemFiles files) {
    this.files = files;
  }

  /** That of this machine. */
  public static TcpTable ofThisMachine() {
    return new TcpTable(SystemFiles.ofThisMachine());
  }

  /**
   * A connection, or a listener, whose remote end is 0.0.0.0:0.
   *
   * @param state 1 ESTABLISHED, 2 SYN-SENT, 3 SYN-RECEIVED, 4 FIN-WAIT-1, 5 FIN-WAIT-2, 6
   *     TIME-WAIT, 7 CLOSED, 8 CLOSE-WAIT, 9 LAST-ACK, 10 LISTEN, 11 CLOSING
   * @param timer what runs: 0 nothing, 1 retransmission, 2 keep-alive or FIN-WAIT-2, 3 TIME-WAIT, 4
   *     probe
   * @param timerMillis until it ends
   */
  public record Row(
      InetSocketAddress local, InetSocketAddress remote, int state, int timer, long timerMillis) {}

  /** Whether the system shows it. */
  public boolean exists() {
    return files.exists(PATH);
  }

  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String line : files.lines(PATH)) {
      List<String> words = words(line);
      if (words.size() > 5 && words.getFirst().endsWith(":")) {
        List<String> timer = parts(words.get(5));
        rows.add(
            new Row(
                address(words.get(1)),
                address(words.get(2)),
                Integer.parseInt(words.get(3), 16),
                Integer.parseInt(timer.getFirst(), 16),
                // In ticks of USER_HZ, of which every machine that Java runs on has 100 a second.
                10 * Long.parseLong(timer.get(1), 16)));
      }
    }
    return List.copyOf(rows);
  }

  /** The row of a connection, if there is one. */
  public Optional<Row> row(InetSocketAddress local, InetSocketAddress remote) {
    return rows().stream()
        .filter(r -> r.local().equals(local) && r.remote().equals(remote))
        .findFirst();
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+", -1));
  }

  private static List<String> parts(String word) {
    int colon = word.indexOf(':');
    return List.of(word.substring(0, colon), word.substring(colon + 1));
  }

  /** The address is printed as a number, so its bytes are in the machine's order. */
  private static InetSocketAddress address(String text) {
    List<String> parts = parts(text);
    byte[] octets =
        ByteBuffer.allocate(4)
            .order(ByteOrder.nativeOrder())
            .putInt(Integer.parseUnsignedInt(parts.getFirst(), 16))
            .array();
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(octets), Integer.parseInt(parts.get(1), 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
