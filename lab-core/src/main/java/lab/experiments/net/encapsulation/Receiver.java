package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Fcs;
import lab.net.frame.Finding;
import lab.net.frame.Fragments;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6Fragment;
import lab.net.frame.Ipv6Fragments;
import lab.net.frame.Layer;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;

/**
 * What the receiver's layers make of bytes. It knows nothing of how they were made: each layer is
 * peeled, and what is wrong with it is what the peel finds.
 */
final class Receiver {
  static final Link LINK = Link.ETHERNET_WITH_FCS;
  private static final String CHECKSUM = "checksum";
  private static final String FCS = "FCS";

  private final Setup setup;

  Receiver(Setup setup) {
    this.setup = setup;
  }

  static List<Bytes> bytes(List<Unit> units) {
    List<Bytes> bytes = new ArrayList<>();
    for (Unit unit : units) {
      bytes.add(unit.bytes());
    }
    return bytes;
  }

  static Peeled peel(Bytes frame) {
    return Peel.asFarAsItGoes(frame, LINK);
  }

  /** Why a layer throws a frame away; empty if it takes all of them. */
  Optional<String> refusal(At layer, List<Bytes> frames) {
    for (Bytes frame : frames) {
      Optional<String> why =
          switch (layer) {
            case THEIR_NIC -> card(frame);
            case THEIR_NETWORK -> network(peel(frame));
            default -> Optional.empty();
          };
      if (why.isPresent()) {
        return why;
      }
    }
    return switch (layer) {
      case THEIR_TRANSPORT -> transport(frames);
      case THEIR_APP -> application(frames);
      default -> Optional.empty();
    };
  }

  private Optional<String> card(Bytes frame) {
    if (frame.length() > setup.longestFrame()) {
      return Optional.of(
          "the frame is longer than this link's "
              + setup.longestFrame()
              + " (got "
              + frame.length()
              + ")");
    }
    return finding(peel(frame).layers(), FCS);
  }

  private static Optional<String> network(Peeled peeled) {
    if (peeled.refusal().isPresent()) {
      return Optional.of(peeled.refusal().orElseThrow().toString());
    }
    List<Layer> ip = peeled.layers().stream().filter(l -> l.header() instanceof Ipv4).toList();
    return finding(ip, CHECKSUM);
  }

  private static Optional<String> transport(List<Bytes> frames) {
    for (Peeled whole : whole(frames)) {
      List<Layer> layers =
          whole.layers().stream()
              .filter(l -> l.header() instanceof Tcp || l.header() instanceof Udp)
              .toList();
      Optional<String> why = finding(layers, CHECKSUM);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private Optional<String> application(List<Bytes> frames) {
    if (!setup.extras().check() || Fcs.holds(payload(frames))) {
      return Optional.empty();
    }
    return Optional.of("the CRC behind the message is not that of the message");
  }

  private static Optional<String> finding(List<Layer> layers, String field) {
    for (Layer layer : layers) {
      for (Finding finding : layer.findings()) {
        if (finding.field().equals(field)) {
          return Optional.of(layer.header().name() + ": " + finding.text());
        }
      }
    }
    return Optional.empty();
  }

  /** The packets whole: what came in fragments, as one. */
  static List<Peeled> whole(List<Bytes> frames) {
    List<Peeled> whole = new ArrayList<>();
    List<Packet> parts = new ArrayList<>();
    for (Bytes frame : frames) {
      Peeled peeled = peel(frame);
      if (fragment(peeled.packet())) {
        parts.add(peeled.packet());
      } else {
        whole.add(peeled);
      }
    }
    if (!parts.isEmpty()) {
      boolean six = parts.getFirst().header(Ipv6Fragment.class).isPresent();
      Packet joined = six ? Ipv6Fragments.join(parts) : Fragments.join(parts);
      whole.add(peel(joined.withFcs().bytes()));
    }
    return whole;
  }

  /** Whether it has a part only of what IP was given. */
  static boolean fragment(Packet packet) {
    return packet.header(Ipv6Fragment.class).filter(Ipv6Fragment::fragment).isPresent()
        || packet.header(Ipv4.class).filter(Ipv4::fragment).isPresent();
  }

  /** The bytes that the application gets. */
  static Bytes payload(List<Bytes> frames) {
    List<Bytes> parts = new ArrayList<>();
    for (Peeled whole : whole(frames)) {
      parts.add(whole.packet().payload());
    }
    return Bytes.join(parts);
  }
}
