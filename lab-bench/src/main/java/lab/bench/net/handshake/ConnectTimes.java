package lab.bench.net.handshake;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.Patience;
import lab.host.LinuxSocket;
import lab.net.tcp.State;

/**
 * How long a connect takes beside a round trip of one byte over a connection that stands. One
 * thread has both ends, so nobody is woken: what is left is the way of two segments through the
 * kernel, and, for a connect, the work of making a connection.
 */
final class ConnectTimes {
  private static final int EACH = 100;
  private static final int MOST = 60;
  private static final int WARM_UP = 10;
  private static final long PATIENCE_MILLIS = 2_000;

  private final LinuxSocket listener;
  private final InetSocketAddress there;
  private final byte[] one = {1};

  private ConnectTimes(LinuxSocket listener) {
    this.listener = listener;
    there = listener.local();
  }

  /** Says both, in turns that are one sample each. */
  static void score(LiveAnswers answers, long millis) throws IOException {
    List<Double> connects = new ArrayList<>();
    List<Double> trips = new ArrayList<>();
    try (LinuxSocket listener = LinuxSocket.tcp(4)) {
      listener.bind(new InetSocketAddress(KernelEnds.ADDRESS, 0));
      listener.listen(2);
      ConnectTimes times = new ConnectTimes(listener);
      long begun = System.nanoTime();
      for (int i = 0; i < WARM_UP + MOST; i++) {
        double connect = times.connects();
        double trip = times.trips();
        if (i >= WARM_UP) {
          connects.add(connect);
          trips.add(trip);
        }
        if (i > WARM_UP && System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(millis)) {
          break;
        }
      }
    }
    answers.score("connect", "ns", array(connects));
    answers.score("round trip", "ns", array(trips));
    BigDecimal ratio = BigDecimal.valueOf(median(connects) / median(trips));
    answers.value("connect in round trips", ratio.setScale(1, RoundingMode.HALF_UP));
  }

  private static double median(List<Double> samples) {
    return samples.stream().sorted().toList().get(samples.size() / 2);
  }

  private static double[] array(List<Double> samples) {
    return samples.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Nanoseconds of one of some connects, each until the client is ESTABLISHED. */
  private double connects() throws IOException {
    long nanos = 0;
    for (int i = 0; i < EACH; i++) {
      LinuxSocket client = LinuxSocket.tcp(4);
      long start = System.nanoTime();
      client.connect(there);
      Patience.require(
          PATIENCE_MILLIS,
          "a connect on the loopback",
          () -> States.of(client.info().state()) == State.ESTABLISHED);
      nanos += System.nanoTime() - start;
      LinuxSocket server = accepted();
      // Reset, so that no TIME-WAIT keeps its port.
      client.resetOnClose();
      client.close();
      server.close();
    }
    return (double) nanos / EACH;
  }

  private LinuxSocket accepted() {
    return Patience.await(PATIENCE_MILLIS, "an accept on the loopback", listener::accept);
  }

  /** Nanoseconds of one of some round trips. */
  private double trips() throws IOException {
    try (LinuxSocket client = LinuxSocket.tcp(4)) {
      client.connect(there);
      try (LinuxSocket server = accepted()) {
        client.hurry();
        server.hurry();
        client.resetOnClose();
        long start = System.nanoTime();
        for (int i = 0; i < EACH; i++) {
          pass(client, server);
          pass(server, client);
        }
        return (double) (System.nanoTime() - start) / EACH;
      }
    }
  }

  private void pass(LinuxSocket from, LinuxSocket to) {
    from.send(one);
    Patience.require(PATIENCE_MILLIS, "a byte on the loopback", () -> to.receive(1) == 1);
  }
}
