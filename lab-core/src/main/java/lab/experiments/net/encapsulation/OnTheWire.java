package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Claim;
import lab.net.frame.Bytes;
import lab.net.frame.Ethernet;
import lab.net.frame.Field;
import lab.net.frame.Finding;
import lab.net.frame.Header;
import lab.net.frame.Ipv4;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;

/**
 * What is claimed, and asked of the bytes: frames are peeled as a stranger would peel them, and
 * held against what the application sent.
 */
final class OnTheWire {
  static final String MAJORITY = "majority";
  static final String FITS = "fits-mtu";
  static final String RIGHT_SUMS = "checksums";
  static final String TRUE_LENGTHS = "lengths";
  static final String PADDING = "no-padding";
  static final String RENEWED = "renewed";
  static final String AS_SENT = "as-sent";
  static final String COUNTS = "counts";
  static final String REBUILT = "rebuilt";
  static final String DELIVERED = "delivered";
  static final String CAUGHT = "caught-by-fcs";

  private final Setup setup;
  private final Sender sender;

  OnTheWire(Setup setup, Sender sender) {
    this.setup = setup;
    this.sender = sender;
  }

  List<Claim<Trip>> claims() {
    return List.of(
        new Claim.Reach<>(
            MAJORITY,
            "More than half of what is on the wire is not the message: headers, filling, preamble,"
                + " gap, and a CRC that the application adds.",
            s -> s.at() == At.WIRE && !s.spoilt() && 2 * s.message() < wireBytes(s.units())),
        new Claim.Never<>(
            FITS,
            "No packet on a wire is larger than the MTU.",
            s -> s.at().onAWire() && s.units().stream().anyMatch(this::large)),
        new Claim.Never<>(
            RIGHT_SUMS,
            "Every checksum of IP, TCP and UDP is right when the frame leaves the card.",
            s -> s.at() == At.WIRE && anyWrongSum(s)),
        new Claim.Never<>(
            TRUE_LENGTHS,
            "No length says more than there is.",
            s -> s.at() == At.WIRE && frames(s).stream().anyMatch(p -> p.refusal().isPresent())),
        new Claim.Never<>(
            PADDING,
            "What fills a frame up is counted in by no length of IP.",
            s -> s.at() == At.WIRE && surplus(s) > 0),
        new Claim.Never<>(
            RENEWED,
            "A router that has changed IPv4's header renews its checksum.",
            s -> s.at() == At.ROUTED && s.dropped().isEmpty() && anyStaleSum(s)),
        new Claim.Never<>(
            AS_SENT,
            "The application takes no other bytes than were sent.",
            s -> taken(s) && !asSent(s)),
        new Claim.Never<>(
            COUNTS,
            "The wire carries exactly the bytes that message, headers, filling and FCS add up to.",
            s -> s.at() == At.WIRE && wireBytes(s.units()) != predicted(s)),
        new Claim.Never<>(
            REBUILT,
            "Every header, put together from its fields, is the bytes that were on the wire.",
            s -> s.at().onAWire() && Receiver.bytes(s.units()).stream().anyMatch(this::differs)),
        new Claim.Sometimes<>(
            DELIVERED, "The application takes what was sent.", s -> taken(s) && asSent(s)),
        new Claim.Sometimes<>(
            CAUGHT,
            "The FCS finds two words that changed places, which no checksum of TCP or UDP can see.",
            s ->
                s.at() == At.THEIR_NIC
                    && s.spoilt()
                    && s.dropped().filter(why -> why.startsWith("Ethernet: the FCS")).isPresent()
                    && !anyWrongSum(s)));
  }

  private static boolean taken(Trip s) {
    return s.at() == At.THEIR_APP && s.dropped().isEmpty();
  }

  private boolean asSent(Trip s) {
    return Receiver.payload(Receiver.bytes(s.units())).equals(sender.sent(s.message()));
  }

  private boolean large(Unit unit) {
    return unit.packetSize() > setup.mtu();
  }

  private static List<Peeled> frames(Trip s) {
    List<Peeled> frames = new ArrayList<>();
    for (Bytes frame : Receiver.bytes(s.units())) {
      frames.add(Receiver.peel(frame));
    }
    return frames;
  }

  /** In any frame, or in the datagram that fragments make up. */
  private static boolean anyWrongSum(Trip s) {
    if (frames(s).stream().anyMatch(p -> p.refusal().isPresent())) {
      return false; // What cannot be read has no checksum that could be asked about.
    }
    List<Peeled> all = frames(s);
    all.addAll(Receiver.whole(Receiver.bytes(s.units())));
    return all.stream().flatMap(p -> p.layers().stream()).anyMatch(OnTheWire::wrongSum);
  }

  private static boolean wrongSum(Layer layer) {
    return layer.findings().stream().map(Finding::field).anyMatch("checksum"::equals);
  }

  private static boolean anyStaleSum(Trip s) {
    return frames(s).stream()
        .flatMap(p -> p.layers().stream())
        .anyMatch(layer -> layer.header() instanceof Ipv4 && wrongSum(layer));
  }

  /** Bytes that IP counts as its own beyond what was sent; 0 if the frames cannot be read. */
  private int surplus(Trip s) {
    if (frames(s).stream().anyMatch(p -> p.refusal().isPresent())) {
      return 0;
    }
    int counted = 0;
    for (Peeled whole : Receiver.whole(Receiver.bytes(s.units()))) {
      counted += whole.packet().payload().length() + whole.packet().surplus().length();
    }
    return counted - setup.sent(s.message());
  }

  /** What the frames take of the wire, preambles and gaps included. */
  static int wireBytes(List<Unit> frames) {
    int sum = 0;
    for (Bytes frame : Receiver.bytes(frames)) {
      sum += frame.length() + Ethernet.WIRE_COST;
    }
    return sum;
  }

  private int predicted(Trip s) {
    return WireBytes.of(setup, setup.sent(s.message()), s.units().size());
  }

  private boolean differs(Bytes frame) {
    for (Layer layer : Receiver.peel(frame).layers()) {
      int end = layer.offset() + layer.header().size();
      if (!rebuilt(layer.header(), frame.slice(layer.offset(), end))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the fields of a header make up the bytes that are there. */
  static boolean rebuilt(Header header, Bytes there) {
    return Field.assemble(header.fields()).equals(there);
  }
}
