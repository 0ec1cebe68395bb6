package lab.experiments.net.encapsulation;

import lab.net.frame.Ethernet;
import lab.net.frame.Fcs;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6Fragment;
import lab.net.frame.Udp;

/** What a message costs on the wire, by the lengths of the headers alone: no frame is made. */
final class WireBytes {
  private static final int UNIT = 8;

  private WireBytes() {}

  /** Frames of a message that the application sends as {@code bytes}, split where it must be. */
  static int frames(Setup setup, int bytes) {
    if (bytes <= setup.room()) {
      return 1;
    }
    if (!setup.udp()) {
      return Math.ceilDiv(bytes, setup.room());
    }
    int frames = 0;
    for (int left = Udp.BYTES + bytes; left > 0; frames++) {
      left -= Math.min(left, fragment(setup, frames, left));
    }
    return frames;
  }

  /**
   * Bytes on the wire: preamble and gap, all headers, payload, padding and FCS.
   *
   * @param frames that it is in; 1 also if somebody forgot to split it
   */
  static int of(Setup setup, int bytes, int frames) {
    int link = setup.linkBytes();
    int sum = 0;
    int left = setup.udp() && frames > 1 ? Udp.BYTES + bytes : bytes;
    for (int frame = 0; frame < frames; frame++) {
      int headers = frames == 1 ? setup.ipBytes() + setup.transportBytes() : headers(setup, frame);
      int most = setup.udp() ? fragment(setup, frame, left) : setup.room();
      int piece = frames == 1 ? left : Math.min(left, most);
      left -= piece;
      sum += Math.max(Ethernet.SHORTEST, link + headers + piece) + Fcs.BYTES + Ethernet.WIRE_COST;
    }
    return sum;
  }

  /** IP's headers of a part, with TCP's where each part has one. */
  private static int headers(Setup setup, int frame) {
    if (!setup.udp()) {
      return setup.ipBytes() + setup.transportBytes();
    }
    if (setup.ip() == 6) {
      return setup.ipBytes() + Ipv6Fragment.BYTES;
    }
    // No operation is not copied: only the first fragment has the options (RFC 791, 3.1).
    return frame == 0 ? setup.ipBytes() : Ipv4.BYTES;
  }

  /** What a fragment carries: all that is left if it fits, else a multiple of 8 (RFC 791, 3.2). */
  private static int fragment(Setup setup, int frame, int left) {
    int room = setup.mtu() - headers(setup, frame);
    return left <= room ? left : room / UNIT * UNIT;
  }
}
