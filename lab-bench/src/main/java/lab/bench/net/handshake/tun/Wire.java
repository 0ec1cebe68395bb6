package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.host.TunDevice;
import lab.net.frame.Bytes;
import lab.net.frame.Ipv4;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Pcap;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.net.wire.Endpoint;

/**
 * The TUN device between the kernel and us. Its two addresses are of a network that is for
 * documentation only (RFC 5737, TEST-NET-1); no packet with another one is sent, and none is
 * answered. It remembers every packet.
 */
final class Wire implements AutoCloseable {
  static final String KERNEL = "192.0.2.1";
  static final String OURS = "192.0.2.2";

  /** Here too, but it never answers. */
  static final String NOBODY = "192.0.2.9";

  private static final String NAME = "lab0";
  private static final byte[] MASK = {(byte) 255, (byte) 255, (byte) 255, 0};

  private final TunDevice tun;
  private final List<Pcap.Captured> packets = new ArrayList<>();

  /**
   * Makes it.
   *
   * @throws IOException if this host has none, or this process may not
   */
  Wire() throws IOException {
    tun = TunDevice.open(NAME);
    tun.up(Endpoint.of(KERNEL, 0).address().octets().toArray(), MASK);
  }

  /** A packet of ours arrives at the kernel. */
  void send(Packet packet) throws IOException {
    Bytes bytes = checked(packet);
    remember(bytes);
    tun.write(bytes.toArray());
  }

  /** Its bytes, if it is one of ours for the kernel. */
  static Bytes checked(Packet packet) {
    if (!between(packet, OURS, KERNEL)) {
      throw new IllegalArgumentException("a packet goes from " + OURS + " to " + KERNEL);
    }
    return packet.bytes();
  }

  /**
   * What the kernel sends to us within so many milliseconds; what it sends to others ends here, as
   * everything does.
   *
   * @throws IOException if it cannot be read, or a length or checksum of it is wrong
   */
  Optional<Packet> receive(int millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (true) {
      int left = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000);
      Optional<byte[]> bytes = tun.read(left);
      // A signal may end the waiting early.
      if (bytes.isEmpty() && System.nanoTime() - end >= 0) {
        return Optional.empty();
      }
      Optional<Packet> packet = bytes.isEmpty() ? Optional.empty() : ours(Bytes.of(bytes.get()));
      if (packet.isPresent()) {
        return packet;
      }
    }
  }

  private Optional<Packet> ours(Bytes packet) throws IOException {
    remember(packet);
    Peeled peeled = Peel.asFarAsItGoes(packet, Link.RAW_IP);
    if (!between(peeled.packet(), KERNEL, OURS)) {
      return Optional.empty();
    }
    if (!peeled.clean()) {
      throw new IOException("the kernel sent what no peer would take: " + peeled);
    }
    return Optional.of(peeled.packet());
  }

  static boolean between(Packet packet, String source, String destination) {
    return packet
        .header(Ipv4.class)
        .filter(ip -> ip.source().toString().equals(source))
        .filter(ip -> ip.destination().toString().equals(destination))
        .isPresent();
  }

  private void remember(Bytes packet) {
    Instant now = Clock.systemUTC().instant();
    packets.add(
        new Pcap.Captured(now.getEpochSecond(), now.getNano() / 1_000, packet.length(), packet));
  }

  /** When the kernel sent something to {@link #NOBODY}, in seconds since 1970. */
  List<Double> secondsOfPacketsToNobody() {
    return packets.stream()
        .filter(p -> between(Peel.asFarAsItGoes(p.data(), Link.RAW_IP).packet(), KERNEL, NOBODY))
        .map(p -> p.seconds() + p.fraction() / 1e6)
        .toList();
  }

  /** Everything that went over it, both ways. */
  Pcap capture() {
    return Pcap.of(Link.RAW_IP, packets);
  }

  @Override
  public void close() throws IOException {
    tun.close();
  }
}
