package lab.bench.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.net.frame.Packet;
import lab.net.frame.Tcp;

/**
 * One's complement has two zeros. Where a checksum comes to 0, Linux's {@code skb_checksum_help}
 * sends 0xffff, of TCP too, though only UDP asks for it (RFC 768); either holds. One frame in
 * 65,536 has one.
 */
final class OtherZero {
  private static final int ALL_ONES = 0xFFFF;

  private OtherZero() {}

  /** The packets that were made, with the zeros that were captured. */
  static List<Packet> like(List<Packet> captured, List<Packet> made) {
    List<Packet> out = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      boolean ones = i < captured.size() && checksum(captured.get(i)) == ALL_ONES;
      Packet packet = made.get(i);
      out.add(
          ones && checksum(packet) == 0
              ? packet.with(Tcp.class, tcp -> tcp.withChecksum(ALL_ONES))
              : packet);
    }
    return out;
  }

  /** -1 without TCP. */
  private static int checksum(Packet packet) {
    return packet.header(Tcp.class).map(Tcp::checksum).orElse(-1);
  }
}
