package lab.bench.net.encapsulation;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.OwnNetwork;
import lab.bench.harness.Patience;
import lab.host.LinuxSocket;
import lab.host.PacketSocket;
import lab.net.frame.Bytes;
import lab.net.frame.Ethernet;
import lab.net.frame.IpAddress;
import lab.net.frame.Ipv4;
import lab.net.frame.MacAddress;
import lab.net.frame.Packet;
import lab.net.frame.Udp;
import lab.net.frame.Vlan;

/**
 * Captures what the kernel sends for connections, datagrams and pings of our own, on the loopback
 * and on a virtual cable, and makes every frame again with {@code lab.net.frame}, from its fields
 * and with lengths and checksums of its own.
 *
 * <p>It runs in a network namespace of its own, where it may capture and nobody else sends.
 */
public final class CapturedHeaders {
  static final String REBUILT = "rebuilt";
  static final String OTHER_HEADER = "other-header";

  private static final int BETWEEN_REPORTS = 20;
  private static final long PATIENCE_MILLIS = 2_000;

  private final LiveAnswers answers;
  private final Rebuilt rebuilt = new Rebuilt();
  private long right;
  private long wrong;
  private long rounds;

  private CapturedHeaders(LiveAnswers answers) {
    this.answers = answers;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (LinuxSocket.missing().isPresent()) {
      answers.unavailable(LinuxSocket.missing().get());
    } else if (OwnNetwork.inside(args)) {
      new CapturedHeaders(answers).run(LiveAnswers.millis(args, 2_000));
    } else {
      OwnNetwork.run(CapturedHeaders.class, args).ifPresent(answers::unavailable);
    }
    System.exit(0);
  }

  private void run(long millis) throws IOException {
    Place.LOOPBACK.device().up();
    try {
      capture(Place.LOOPBACK, millis / 3);
    } catch (PacketSocket.Missing e) {
      answers.unavailable(e.getMessage());
      return;
    }
    cable(true, millis / 3);
    cable(false, millis / 3);
    rebuilt.headers().forEach((name, count) -> answers.value("headers, " + name, count));
    answers.value("checksums made by the kernel", rebuilt.ready());
    answers.value("checksums left to the card", rebuilt.left());
  }

  private void cable(boolean offloads, long millis) throws IOException {
    try (Cable cable = Cable.lay(1500, offloads)) {
      tagged(cable);
      capture(cable, millis);
    } catch (Cable.Missing | PacketSocket.Missing e) {
      answers.value("cable", e.getMessage());
    }
  }

  /**
   * A frame of our own with a VLAN tag: the kernel at the far end takes the tag out of the frame
   * and keeps it beside, as cards do.
   */
  private void tagged(Cable cable) throws IOException, PacketSocket.Missing {
    MacAddress nobody = MacAddress.of("02:00:00:00:00:01");
    IpAddress near = IpAddress.of(Addresses.NEAR_4);
    IpAddress far = IpAddress.of(Addresses.FAR_4);
    byte[] frame =
        Packet.of(
                List.of(
                    new Ethernet(nobody, nobody, 0),
                    new Vlan(3, false, 5, 0),
                    Ipv4.of(near, far),
                    Udp.of(9, 9)),
                Bytes.of(new byte[] {1, 2, 3}))
            .sealed()
            .bytes()
            .toArray();
    try (PacketSocket sender = PacketSocket.on(cable.device().index());
        PacketSocket capture = cable.captureThere()) {
      sender.send(frame);
      PacketSocket.Frame[] arrived = new PacketSocket.Frame[1];
      Patience.require(
          PATIENCE_MILLIS,
          "the arrival of our own frame",
          () -> {
            capture
                .receive()
                .filter(f -> Arrays.equals(f.bytes(), frame))
                .ifPresent(f -> arrived[0] = f);
            return arrived[0] != null;
          });
      judge(arrived[0]);
    }
  }

  private void capture(Place place, long millis) throws IOException, PacketSocket.Missing {
    try (PacketSocket capture = PacketSocket.on(place.device().index())) {
      Traffic traffic = new Traffic(place, () -> judge(capture));
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      do {
        traffic.round();
        if (++rounds % BETWEEN_REPORTS == 0) {
          tell();
        }
      } while (System.nanoTime() < end);
      tell();
    }
  }

  private void judge(PacketSocket capture) {
    for (Optional<PacketSocket.Frame> next = capture.receive();
        next.isPresent();
        next = capture.receive()) {
      judge(next.get());
    }
  }

  private void judge(PacketSocket.Frame frame) {
    Optional<String> difference = rebuilt.difference(frame);
    if (difference.isEmpty()) {
      right++;
    } else if (wrong++ == 0) {
      answers.value("first difference", difference.get());
    }
  }

  private void tell() {
    answers.outcome(REBUILT, right);
    answers.outcome(OTHER_HEADER, wrong);
  }
}
