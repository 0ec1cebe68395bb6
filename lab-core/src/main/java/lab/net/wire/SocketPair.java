package lab.net.wire;

import java.util.List;
import lab.input.BadInput;
import lab.net.frame.Bytes;
import lab.net.frame.Header;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.net.frame.Tcp;
import lab.net.frame.TcpOption;
import lab.net.tcp.Segment;

/**
 * What makes a connection one and the same on the wire (RFC 9293, 3.4.1), seen from one of its
 * ends: writes the segments that this end sends and reads those that it gets.
 *
 * <p>The state machine counts data, the wire carries it: the octet with sequence number n is the
 * letter n mod 26, so that an octet that is sent again is the same one, and a reader sees what is
 * missing. Windows are not scaled.
 *
 * @param mss what this end says in its SYN that it takes, in octets (RFC 9293, 3.7.1)
 */
public record SocketPair(Endpoint local, Endpoint remote, int mss) {
  private static final int LETTERS = 26;

  /**
   * Checks the versions and the MSS.
   *
   * @throws BadInput if one end has an address of version 4 and the other one of version 6, or the
   *     MSS is not 1..65535
   */
  public SocketPair {
    if (local.address().version() != remote.address().version()) {
      throw new BadInput(
          "both ends have an address of one version (got " + local + " and " + remote + ")");
    }
    if (mss < 1 || mss > 0xFFFF) {
      throw new BadInput("the MSS is 1..65535 (got " + mss + ")");
    }
  }

  /** The MSS is what an MTU of 1500 leaves without options (RFC 9293, 3.7.1; RFC 6691). */
  public static SocketPair of(Endpoint local, Endpoint remote) {
    int headers = Tcp.BYTES + (local.address().version() == 4 ? Ipv4.BYTES : Ipv6.BYTES);
    return new SocketPair(local, remote, 1500 - headers);
  }

  /** The same connection from its other end. */
  public SocketPair reversed() {
    return new SocketPair(remote, local, mss);
  }

  /**
   * The segment as this end sends it: raw IP, sealed.
   *
   * @throws BadInput if a number of it has no room on the wire
   */
  public Packet packet(Segment segment) {
    Header ip =
        local.address().version() == 4
            ? Ipv4.of(local.address(), remote.address())
            : Ipv6.of(local.address(), remote.address());
    if (segment.data() > 0xFFFF || segment.window() > 0xFFFF) {
      throw new BadInput(
          "a packet has room for 65535 octets of data, and for a window of as many (got "
              + segment.data()
              + " and "
              + segment.window()
              + ")");
    }
    Tcp tcp =
        Tcp.of(
            local.port(),
            remote.port(),
            segment.seq(),
            segment.ack(),
            flags(segment),
            (int) segment.window(),
            segment.syn() ? List.of(new TcpOption.Mss(mss)) : List.of());
    return Packet.of(List.of(ip, tcp), payload(segment)).sealed();
  }

  /** PSH goes with all data: there is no buffer that it could wait in (RFC 9293, 3.9.1.2). */
  private static int flags(Segment s) {
    return (s.syn() ? Tcp.SYN : 0)
        | (s.fin() ? Tcp.FIN : 0)
        | (s.rst() ? Tcp.RST : 0)
        | (s.hasAck() ? Tcp.ACK : 0)
        | (s.data() > 0 ? Tcp.PSH : 0);
  }

  private static Bytes payload(Segment s) {
    return octets(s.seq() + (s.syn() ? 1 : 0), (int) s.data());
  }

  /** The octets whose sequence numbers begin at {@code seq}: lower case letters. */
  public static Bytes octets(long seq, int count) {
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      out[i] = (byte) ('a' + ((seq + i) & 0xFFFF_FFFFL) % LETTERS);
    }
    return Bytes.of(out);
  }

  /** What raw IP bytes are to this end. */
  public Reading read(Bytes packet) {
    return read(Peel.asFarAsItGoes(packet, Link.RAW_IP));
  }

  /**
   * What a packet is to this end. One with a wrong length or checksum is none, as it is for a host;
   * options, urgent data and the bits of ECN are passed over, as the state machine does.
   */
  public Reading read(Peeled peeled) {
    if (peeled.refusal().isPresent()) {
      return Reading.none(peeled.refusal().orElseThrow().toString());
    }
    Packet packet = peeled.packet();
    if (!(packet.headers().getLast() instanceof Tcp tcp)) {
      return Reading.none("no TCP: the innermost header is " + packet.headers().getLast().name());
    }
    if (!peeled.clean()) {
      return Reading.none(firstFinding(peeled));
    }
    String ends = source(packet, tcp) + " to " + destination(packet, tcp);
    if (!ends.equals(remote + " to " + local)) {
      return Reading.none("of another connection: " + ends);
    }
    boolean ack = tcp.has(Tcp.ACK);
    return Reading.of(
        new Segment(
            tcp.sequence(),
            ack,
            ack ? tcp.acknowledgment() : 0,
            tcp.has(Tcp.SYN),
            tcp.has(Tcp.FIN),
            tcp.has(Tcp.RST),
            packet.payload().length(),
            tcp.window()));
  }

  private static String firstFinding(Peeled peeled) {
    return peeled.layers().stream()
        .flatMap(
            layer -> layer.findings().stream().map(f -> layer.header().name() + ": " + f.text()))
        .findFirst()
        .orElseThrow();
  }

  private static Endpoint source(Packet packet, Tcp tcp) {
    return packet
        .header(Ipv4.class)
        .map(ip -> new Endpoint(ip.source(), tcp.sourcePort()))
        .orElseGet(
            () -> new Endpoint(packet.header(Ipv6.class).orElseThrow().source(), tcp.sourcePort()));
  }

  private static Endpoint destination(Packet packet, Tcp tcp) {
    return packet
        .header(Ipv4.class)
        .map(ip -> new Endpoint(ip.destination(), tcp.destinationPort()))
        .orElseGet(() ->
            new Endpoint(
                packet.header(Ipv6.class).orElseThrow().destination(), tcp.destinationPort()));
  }
}
