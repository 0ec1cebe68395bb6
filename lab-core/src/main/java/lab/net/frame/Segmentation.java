package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * One large packet into segments, as a card does it for the kernel (TSO; USO for UDP, whose parts
 * are datagrams of their own), and back again (GRO). Frames that were sealed are sealed afterwards.
 */
public final class Segmentation {
  private static final long NUMBERS = 1L << 32;
  private static final int MOST = 0xFFFF;

  /** What each segment but the first, or but the last, has not. */
  private static final int FIRST_ONLY = Tcp.CWR;

  private static final int LAST_ONLY = Tcp.FIN | Tcp.PSH;

  /** Flags of a segment that is left alone. */
  private static final int ALONE = Tcp.SYN | Tcp.RST | Tcp.URG;

  private Segmentation() {}

  /**
   * Segments of at most {@code size} bytes of payload, sealed: sequence numbers go on, IPv4 ids
   * count up, CWR is on the first only, PSH and FIN on the last only.
   *
   * @param packet TCP or UDP, not a fragment
   * @param size of a segment's payload, 1 or more; options are not counted in it
   */
  public static List<Packet> segment(Packet packet, int size) {
    Limits.range("the payload of a segment", size, 1, MOST);
    Header transport = packet.headers().isEmpty() ? null : packet.headers().getLast();
    if (transport instanceof Tcp tcp ? tcp.has(ALONE) : !(transport instanceof Udp)) {
      throw new BadInput("what is segmented is UDP, or TCP without SYN, RST and URG");
    }
    if (!packet.surplus().isEmpty()) {
      throw new BadInput("what is segmented has nothing behind its payload");
    }
    int bytes = packet.payload().length();
    List<Packet> segments = new ArrayList<>();
    for (int from = 0; from == 0 || from < bytes; from += size) {
      int to = Math.min(bytes, from + size);
      segments.add(part(packet, from, to, segments.size()));
    }
    return List.copyOf(segments);
  }

  private static Packet part(Packet packet, int from, int to, int number) {
    boolean last = to == packet.payload().length();
    return packet
        .with(Ipv4.class, ip -> ip.withId((ip.id() + number) & MOST))
        .with(
            Tcp.class,
            tcp ->
                tcp.withSequence((tcp.sequence() + from) % NUMBERS)
                    .withFlags(
                        tcp.flags() & ~(from == 0 ? 0 : FIRST_ONLY) & ~(last ? 0 : LAST_ONLY)))
        .withPayload(packet.payload().slice(from, to))
        .sealed();
  }

  /**
   * Merges neighbours that are segments of one packet, in order of arrival: equal headers, sequence
   * numbers and ids that go on, all as long as the first and none longer. A shorter one, PSH or FIN
   * ends a packet. What fits nowhere, is wrong or carries no payload stays as it is.
   */
  public static List<Packet> merge(List<Packet> arrived) {
    List<Packet> out = new ArrayList<>();
    List<Packet> run = new ArrayList<>();
    for (Packet next : arrived) {
      if (!run.isEmpty() && !goesOn(run, next)) {
        out.add(merged(run));
        run.clear();
      }
      run.add(next);
    }
    if (!run.isEmpty()) {
      out.add(merged(run));
    }
    return List.copyOf(out);
  }

  private static boolean goesOn(List<Packet> run, Packet next) {
    Packet first = run.getFirst();
    Packet last = run.getLast();
    if (first.headers().isEmpty()) {
      return false;
    }
    int size = first.payload().length();
    int before = size * run.size(); // all but the last are as long as the first
    if (!(first.headers().getLast() instanceof Tcp || first.headers().getLast() instanceof Udp)
        || !first.surplus().isEmpty()
        || last.payload().length() != size
        || next.payload().isEmpty()
        || next.payload().length() > size
        || length(first) - size + before + next.payload().length() > MOST
        || !next.sealed().equals(next)
        || !first.sealed().equals(first)) {
      return false;
    }
    Tcp segment = next.header(Tcp.class).orElse(null);
    if (segment != null && !mergeable(last, segment)) {
      return false;
    }
    // Put in the first one's place it must be the first one, but for flags that it may have.
    Packet back =
        next.withPayload(first.payload())
            .with(Ipv4.class, ip -> ip.withId((ip.id() - run.size()) & MOST))
            .with(
                Tcp.class,
                tcp ->
                    tcp.withSequence(Math.floorMod(tcp.sequence() - before, NUMBERS))
                        .withFlags(
                            (tcp.flags() & ~LAST_ONLY)
                                | (first.header(Tcp.class).orElseThrow().flags() & FIRST_ONLY)))
            .sealed();
    return back.equals(first);
  }

  /** What its IP header says: total length, or payload length. */
  private static int length(Packet packet) {
    return packet
        .header(Ipv4.class)
        .map(Ipv4::totalLength)
        .or(() -> packet.header(Ipv6.class).map(Ipv6::payloadLength))
        .orElseThrow();
  }

  private static boolean mergeable(Packet last, Tcp segment) {
    return !segment.has(FIRST_ONLY)
        && !last.header(Tcp.class).map(tcp -> tcp.has(ALONE | LAST_ONLY)).orElse(true);
  }

  private static Packet merged(List<Packet> run) {
    if (run.size() == 1) {
      return run.getFirst();
    }
    List<Bytes> payload = new ArrayList<>();
    for (Packet packet : run) {
      payload.add(packet.payload());
    }
    int ends = run.getLast().header(Tcp.class).map(tcp -> tcp.flags() & LAST_ONLY).orElse(0);
    return run.getFirst()
        .withPayload(Bytes.join(payload))
        .with(Tcp.class, tcp -> tcp.withFlags(tcp.flags() | ends))
        .sealed();
  }
}
