package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Ethernet;
import lab.net.frame.Header;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Ipv6Fragment;
import lab.net.frame.Packet;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;
import lab.net.frame.Vlan;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * A frame as a bar: headers, payload, filling and FCS, as long as they are. Keys name a header for
 * as long as it exists, so that it is seen to be put on and taken off.
 */
final class FrameBar {
  static final String UNREADABLE = "cannot be read";
  private static final int PREAMBLE = 7 + 1;
  private static final int GAP = Ethernet.WIRE_COST - PREAMBLE;

  private final String key;
  private final String label;
  private final boolean clickable;
  private final List<Piece.Segment> segments = new ArrayList<>();

  /**
   * @param clickable whether a click on a header shows its fields, by the control {@code show}
   */
  FrameBar(String key, String label, boolean clickable) {
    this.key = key;
    this.label = label;
    this.clickable = clickable;
  }

  /**
   * The whole frame, of which so many headers have been peeled.
   *
   * @param checked whether the FCS is taken off
   * @param rest what no header explains: payload, a fragment, or what cannot be read
   */
  FrameBar frame(Packet packet, int peeled, boolean checked, String rest) {
    for (int i = 0; i < packet.headers().size(); i++) {
      header(packet.headers().get(i), i < peeled);
    }
    Tone tone = rest.equals(UNREADABLE) ? Tone.BAD : Tone.A;
    add("payload", rest, packet.payload().length(), tone, false);
    add("surplus", "surplus", packet.surplus().length(), Tone.WARN, false);
    add("padding", "filling", packet.padding().length(), Tone.WARN, peeled > linkHeaders(packet));
    add("fcs", "FCS", packet.fcs().length(), Tone.BUSY, checked);
    return this;
  }

  private static int linkHeaders(Packet packet) {
    int link = 0;
    for (Header header : packet.headers()) {
      link += header instanceof Ethernet || header instanceof Vlan ? 1 : 0;
    }
    return link;
  }

  /** What is sent before a frame and kept free behind it. */
  FrameBar onTheWire() {
    segments.addFirst(new Piece.Segment("preamble", "preamble", PREAMBLE, Tone.IDLE, false));
    return add("gap", "gap", GAP, Tone.IDLE, false);
  }

  FrameBar header(Header header, boolean peeled) {
    String name = unused(nameOf(header));
    add(name, header.name(), header.size(), tone(header), peeled);
    if (clickable && shown(name)) {
      Piece.Segment last = segments.removeLast();
      segments.add(last.clicked(Optional.of(new Click.Set("show=" + name))));
    }
    return this;
  }

  /** A captured frame may have two tags. */
  private String unused(String name) {
    long before = segments.stream().filter(s -> s.key().startsWith(name)).count();
    return before == 0 ? name : name + (before + 1);
  }

  FrameBar add(String part, String words, int bytes, Tone tone, boolean removed) {
    if (bytes > 0) {
      segments.add(new Piece.Segment(part, words, bytes, tone, removed));
    }
    return this;
  }

  Piece.Bar bar() {
    return new Piece.Bar(key, label, segments);
  }

  private static boolean shown(String name) {
    return switch (name) {
      case "ethernet", "vlan", "ip", "transport" -> true;
      default -> false;
    };
  }

  /** Which header it is, whatever its version. */
  static String nameOf(Header header) {
    return switch (header) {
      case Ethernet _ -> "ethernet";
      case Vlan _ -> "vlan";
      case Ipv4 _ -> "ip";
      case Ipv6 _ -> "ip";
      case Ipv6Fragment _ -> "fragment";
      case Tcp _ -> "transport";
      case Udp _ -> "transport";
      default -> "other";
    };
  }

  private static Tone tone(Header header) {
    return switch (nameOf(header)) {
      case "ip", "fragment" -> Tone.OK;
      case "transport" -> Tone.B;
      default -> Tone.BUSY;
    };
  }
}
