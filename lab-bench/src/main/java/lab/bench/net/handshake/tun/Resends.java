package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.net.tcp.SynRetries;
import lab.net.wire.Endpoint;

/** A call of the kernel that nobody answers, beside everything else: when its SYN comes again. */
final class Resends implements AutoCloseable {
  private static final int PORT = 9;

  /** A timer may be late, and so may we; the next possible wait is twice as long. */
  private static final double EARLY = 0.75;

  private static final double LATE = 1.45;

  private final Wire wire;
  private final SocketChannel channel;

  Resends(Wire wire) throws IOException {
    this.wire = wire;
    channel = SocketChannel.open(StandardProtocolFamily.INET);
    channel.configureBlocking(false);
    byte[] nobody = Endpoint.of(Wire.NOBODY, 0).address().octets().toArray();
    channel.connect(new InetSocketAddress(InetAddress.getByAddress(nobody), PORT));
  }

  /** Seconds from one SYN to the next, so far. */
  private List<Double> waits() {
    List<Double> times = wire.secondsOfPacketsToNobody();
    List<Double> waits = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      waits.add(times.get(i) - times.get(i - 1));
    }
    return waits;
  }

  /** Whose schedule each wait is of. */
  List<Observation.Kind> kinds() throws IOException {
    return kinds(waits(), linux());
  }

  static List<Observation.Kind> kinds(List<Double> waits, SynRetries linux) {
    List<Observation.Kind> kinds = new ArrayList<>();
    for (int i = 0; i < waits.size(); i++) {
      kinds.add(
          is(waits.get(i), SynRetries.DOUBLING, i + 1)
              ? Observation.Kind.AS_SPECIFIED
              : is(waits.get(i), linux, i + 1)
                  ? Observation.Kind.LINUX_WAY
                  : Observation.Kind.OTHER);
    }
    return kinds;
  }

  private static boolean is(double seconds, SynRetries schedule, int n) {
    return n <= schedule.retries()
        && seconds >= EARLY * schedule.waitSeconds(n)
        && seconds <= LATE * schedule.waitSeconds(n);
  }

  /** As this kernel is set. */
  private static SynRetries linux() throws IOException {
    int linear = Settings.get("tcp_syn_linear_timeouts").map(Integer::parseInt).orElse(0);
    int retries = Settings.get("tcp_syn_retries").map(Integer::parseInt).orElse(6);
    return new SynRetries(linear, linear + retries);
  }

  String text() throws IOException {
    List<Double> waits = waits();
    SynRetries linux = linux();
    List<String> model = new ArrayList<>();
    for (int n = 1; n <= waits.size(); n++) {
      model.add(Long.toString(linux.waitSeconds(n)));
    }
    return waits.isEmpty()
        ? "not within this time"
        : "after "
            + waits.stream().map("%.2f"::formatted).collect(Collectors.joining(", "))
            + " s; the model says "
            + String.join(", ", model);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
