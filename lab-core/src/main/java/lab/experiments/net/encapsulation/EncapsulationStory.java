package lab.experiments.net.encapsulation;

import static lab.experiments.net.encapsulation.Count.hex;

import java.util.Optional;
import lab.net.frame.Bytes;
import lab.net.frame.Fcs;
import lab.net.frame.Header;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;

/** One sentence for each step. */
final class EncapsulationStory {
  private final Setup setup;

  EncapsulationStory(Setup setup) {
    this.setup = setup;
  }

  String resized(Trip s, int bytes) {
    return "The application will send "
        + Count.of(bytes, "byte")
        + " at a time instead of "
        + s.message()
        + ".";
  }

  String send(Trip s) {
    int bytes = setup.sent(s.message());
    String check =
        setup.extras().check()
            ? "; the last "
                + Fcs.BYTES
                + " are the application's own CRC-32 of the "
                + s.message()
                + " before them"
            : "";
    return "send(fd, buf, "
        + bytes
        + ") hands your bytes to the kernel: just the payload, in a socket buffer"
        + check
        + ".";
  }

  String out(Trip s) {
    int frames = s.units().size();
    return "The card sends "
        + Count.of(frames, "frame")
        + ": "
        + OnTheWire.wireBytes(s.units())
        + " bytes on the wire, "
        + s.message()
        + " of them yours.";
  }

  /** What a layer has put around it, and what it did wrong. */
  String wrapped(Trip before, Trip after, Optional<Mistake> mistake) {
    String what =
        switch (after.at()) {
          case TRANSPORT -> transport(after);
          case NETWORK -> network(before, after);
          case LINK -> link(after);
          case NIC -> card(before, after);
          default -> routed(after);
        };
    return what + mistake.map(m -> ", but " + wrong(m)).orElse("") + ".";
  }

  private String transport(Trip after) {
    Unit first = after.units().getFirst();
    int parts = after.units().size();
    int header = first.headers().getFirst().size();
    String cut =
        parts == 1
            ? "puts " + header + " bytes before it"
            : "cuts it into "
                + parts
                + " segments of at most "
                + setup.room()
                + ", "
                + header
                + " bytes before each";
    String checksum = hex(Sender.checksum(first.headers().getFirst()));
    String sum =
        setup.checksumInCard(setup.sent(after.message()))
            ? "; the checksum is left to the card, so far it is the pseudo-header's sum " + checksum
            : "; the checksum of the first is " + checksum;
    return setup.transport() + " " + cut + (parts == 1 ? sum.replace(" of the first", "") : sum);
  }

  private String network(Trip before, Trip after) {
    int parts = after.units().size();
    String name = setup.ip() == 4 ? "IPv4" : "IPv6";
    int bytes = setup.ipBytes();
    if (parts > before.units().size()) {
      return name
          + " splits the datagram into "
          + parts
          + " fragments for the MTU of "
          + setup.mtu();
    }
    String large =
        setup.offload() && !setup.udp() && after.units().getFirst().packetSize() > setup.mtu()
            ? "; the packet of "
                + after.units().getFirst().packetSize()
                + " bytes is for the card to cut"
            : "";
    return name
        + " puts "
        + bytes
        + " bytes before "
        + (parts == 1 ? "it" : "each")
        + ": addresses, "
        + (setup.ip() == 4 ? "TTL, a checksum of this header" : "hop limit, no checksum")
        + large;
  }

  private String link(Trip after) {
    return "The driver puts the Ethernet header before "
        + (after.units().size() == 1 ? "it" : "each")
        + ", "
        + (setup.extras().vlan() ? "14 bytes and 4 of the VLAN tag" : "14 bytes")
        + ", and gives the card the address of the frame";
  }

  private String card(Trip before, Trip after) {
    int frames = after.units().size();
    String cut = frames > before.units().size() ? ", cuts it into " + frames + " frames" : "";
    String sum = setup.checksumInCard(setup.sent(after.message())) ? ", makes the checksum" : "";
    int fill = after.units().getLast().padding().length();
    String padded = fill > 0 ? ", fills it up with " + Count.of(fill, "byte") : "";
    return "The card reads it by DMA"
        + cut
        + sum
        + padded
        + ", and puts the FCS of "
        + Fcs.BYTES
        + " bytes behind"
        + (frames == 1 ? "" : " each");
  }

  private String routed(Trip after) {
    Header ip = ip(after.units().getFirst());
    String hops =
        ip instanceof Ipv4 v4
            ? "TTL " + v4.ttl() + " and the checksum " + hex(v4.checksum())
            : "hop limit " + ((Ipv6) ip).hopLimit() + ", which no checksum covers";
    return "The router makes an FCS of its own and sends it on with " + hops;
  }

  private static Header ip(Unit unit) {
    for (Header header : unit.headers()) {
      if (header instanceof Ipv4 || header instanceof Ipv6) {
        return header;
      }
    }
    throw new IllegalArgumentException("no IP in " + unit);
  }

  private String wrong(Mistake mistake) {
    return switch (mistake) {
      case NO_SPLIT -> "what is above the MTU of " + setup.mtu() + " is not split";
      case ODD_BYTE -> "the checksum leaves out the last, odd byte";
      case PSEUDO_LENGTH -> "the pseudo-header's length is the payload's alone";
      case BYTE_ORDER -> "the two bytes of the checksum are in the host's order";
      case PAD_COUNTED -> "the length counts what will fill the frame up";
      case LONG_LENGTH -> "the length counts the link's header too";
      case STALE_CHECKSUM -> "that checksum is the old one";
    };
  }

  String swappedInMemory(Trip after) {
    return "In the router's memory the words "
        + words(after)
        + ofAFrame(after)
        + " are in each other's place; the FCS is made anew, and no sum of words"
        + " depends on their order.";
  }

  String swappedOnTheWire(Trip after) {
    return "On the wire the words "
        + words(after)
        + ofAFrame(after)
        + " come in each other's place: the checksum of "
        + setup.transport()
        + " still holds, the FCS does not.";
  }

  private static String ofAFrame(Trip after) {
    return after.units().size() == 1 ? " of the frame" : " of the first frame";
  }

  /** The two words, in the order in which they are now. */
  private static String words(Trip after) {
    Unit unit = after.units().getFirst();
    Bytes words = unit.payload().slice(unit.dataAt(), unit.dataAt() + 4);
    return "0x" + words.slice(0, 2).hex() + " and 0x" + words.from(2).hex();
  }
}
