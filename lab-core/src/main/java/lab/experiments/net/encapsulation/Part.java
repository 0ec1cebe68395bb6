package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.net.frame.Bytes;
import lab.net.frame.Header;
import lab.net.frame.Packet;
import lab.net.frame.Peeled;

/**
 * What a message is in as it is drawn.
 *
 * @param check bytes of its payload that are of the application's own check
 */
record Part(Unit unit, int check) {
  /** The parts that are there now: a receiver's IP has put fragments together. */
  static List<Part> of(Setup setup, Trip s) {
    List<Part> parts = new ArrayList<>();
    int end = 0;
    for (Unit unit : units(s)) {
      int begin = end;
      end += unit.payload().length() - inner(unit);
      // The check stands behind the message, and may begin in one part and end in the next.
      int check = setup.extras().check() ? end - Math.max(begin, s.message()) : 0;
      parts.add(new Part(unit, Math.max(0, check)));
    }
    return parts;
  }

  private static List<Unit> units(Trip s) {
    if (!peeled(s.peeled(), "ip")) {
      return s.units();
    }
    List<Peeled> whole = Receiver.whole(Receiver.bytes(s.units()));
    if (whole.size() == s.units().size()) {
      return s.units();
    }
    List<Unit> units = new ArrayList<>();
    for (Peeled peeled : whole) {
      Packet packet = peeled.packet();
      List<Header> transport = List.of(packet.headers().getLast());
      units.add(new Unit(transport, packet.payload(), packet.surplus(), Bytes.NONE));
    }
    return units;
  }

  /** Bytes of UDP's header in a payload: only a first fragment has them there. */
  private static int inner(Unit unit) {
    return unit.inner().map(Header::size).orElse(0);
  }

  /** Bytes of the message. */
  int message() {
    return unit.payload().length() - inner(unit) - check;
  }

  /** Bytes without what the receiver has taken off. */
  int left(At at) {
    int bytes = message();
    bytes += peeled(at, "transport") ? 0 : inner(unit);
    for (Header header : unit.headers()) {
      bytes += peeled(at, FrameBar.nameOf(header)) ? 0 : header.size();
    }
    bytes += peeled(at, "check") ? 0 : check;
    bytes += peeled(at, "transport") ? 0 : unit.counted();
    bytes += peeled(at, "ip") ? 0 : unit.padding().length() - unit.counted();
    return bytes + (at.theirs() ? 0 : unit.fcs().length());
  }

  /** Whether the receiver has taken that off. */
  static boolean peeled(At at, String name) {
    return switch (at) {
      case THEIR_LINK -> name.equals("ethernet") || name.equals("vlan");
      case THEIR_NETWORK -> !name.equals("transport") && !name.equals("check");
      case THEIR_TRANSPORT -> !name.equals("check");
      case THEIR_APP -> true;
      default -> false;
    };
  }
}
