package lab.experiments.net.encapsulation;

import java.util.List;
import lab.net.frame.Fcs;
import lab.net.frame.Header;
import lab.net.frame.Udp;

/** What the receiver's layers say as they peel, and whoever throws something away. */
final class PeelStory {
  private final Setup setup;

  PeelStory(Setup setup) {
    this.setup = setup;
  }

  String thrown(String who, Trip after) {
    int frames = after.units().size();
    String what = frames == 1 ? "it away" : "one of " + frames + " away, the rest waits in vain";
    return "The " + who + " throws " + what + ". " + begun(after.dropped().orElseThrow()) + ".";
  }

  /** As a sentence begins. */
  private static String begun(String why) {
    return Character.toUpperCase(why.charAt(0)) + why.substring(1);
  }

  String peeled(Trip after) {
    if (after.dropped().isPresent()) {
      return thrown(who(after.at()), after);
    }
    List<Unit> units = after.units();
    boolean one = units.size() == 1;
    return switch (after.at()) {
      case THEIR_NIC ->
          "The receiver's card finds the FCS right and takes it off"
              + (one ? "" : ", of " + units.size() + " frames")
              + "; bytes left: "
              + (bytes(units) - Fcs.BYTES * units.size())
              + ".";
      case THEIR_LINK ->
          "The receiver's driver takes off the Ethernet header"
              + (setup.extras().vlan() ? " and the VLAN tag" : "")
              + "; the type in it says what follows.";
      case THEIR_NETWORK -> network(units);
      case THEIR_TRANSPORT ->
          setup.transport()
              + " finds the checksum right over "
              + (one || setup.udp() ? "header" : "headers")
              + ", payload and pseudo-header, and takes "
              + (setup.udp() ? Udp.BYTES : setup.transportBytes())
              + " bytes off"
              + (one || setup.udp() ? "" : " each segment")
              + behind(units.getLast().counted());
      default -> taken(Receiver.payload(Receiver.bytes(units)).length());
    };
  }

  private String taken(int bytes) {
    return setup.extras().check()
        ? "The application takes "
            + Count.of(bytes - Fcs.BYTES, "byte")
            + ", for its own CRC behind them is right."
        : "The application takes " + Count.of(bytes, "byte") + ".";
  }

  private static int bytes(List<Unit> units) {
    int sum = 0;
    for (Unit unit : units) {
      sum += unit.size();
    }
    return sum;
  }

  private String network(List<Unit> units) {
    int fill = units.getLast().padding().length() - units.getLast().counted();
    boolean fragments = setup.udp() && units.size() > 1;
    return (setup.ip() == 4
            ? "IPv4 finds its header's checksum right, takes "
            : "IPv6 has no checksum: it takes ")
        + headers(units)
        + (fragments ? ", keeps what " : " and keeps what ")
        + (units.size() == 1 ? "its length says" : "each length says")
        + (fill > 0 ? " (" + Count.of(fill, "byte") + " more only filled the frame up)" : "")
        + (fragments ? " and puts " + units.size() + " fragments together." : ".");
  }

  /** Bytes of IP's headers. */
  private static String headers(List<Unit> units) {
    int sum = 0;
    for (Unit unit : units) {
      sum += headers(unit);
    }
    // Options that are not copied make a first fragment's header longer than the others'.
    int first = headers(units.getFirst());
    boolean alike = sum == first * units.size();
    return (alike ? first : sum)
        + " bytes off"
        + (units.size() == 1 ? "" : alike ? " each" : " in all");
  }

  private static int headers(Unit unit) {
    int sum = 0;
    for (Header header : unit.headers()) {
      String name = FrameBar.nameOf(header);
      sum += name.equals("ip") || name.equals("fragment") ? header.size() : 0;
    }
    return sum;
  }

  /** What UDP's length leaves out and IP's counted in. */
  private static String behind(int counted) {
    return counted == 0
        ? "."
        : ", and by its own length leaves " + Count.of(counted, "byte") + " of filling out.";
  }

  private String who(At at) {
    return switch (at) {
      case THEIR_NIC -> "receiver's card";
      case THEIR_NETWORK -> "receiver's IP";
      case THEIR_TRANSPORT -> "receiver's " + setup.transport();
      default -> "receiver's application";
    };
  }
}
