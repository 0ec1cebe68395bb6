package lab.experiments.net.encapsulation;

import java.util.EnumSet;
import java.util.Set;
import lab.input.BadInput;
import lab.net.frame.Ethernet;
import lab.net.frame.Fcs;
import lab.net.frame.Fragments;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Ipv6Fragments;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;
import lab.net.frame.Vlan;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set.
 *
 * @param payload bytes of a message
 * @param mtu bytes that a link carries, from IP's header on
 * @param ip version, 4 or 6
 * @param udp whether the transport is UDP; else TCP
 * @param offload whether the card cuts segments and makes the transport's checksum
 */
record Setup(
    int payload,
    int mtu,
    int ip,
    boolean udp,
    Extras extras,
    boolean offload,
    Set<Mistake> mistakes,
    Show show) {
  static final Range PAYLOAD =
      Range.of("payload", "bytes that the application hands over at a time", 1, 9000, 100)
          .log(2)
          .unit("bytes")
          .primary();
  static final Range MTU =
      Range.of(
              "mtu",
              "bytes that a link carries, from IP's header on",
              Fragments.LEAST_MTU,
              9000,
              1500)
          .log(2)
          .unit("bytes")
          .primary();
  static final Choice<Integer> IP = Choice.of("ip", "the version of IP", "4", 4).or("6", 6);
  static final Choice<Boolean> TRANSPORT =
      Choice.of("transport", "TCP's segments or UDP's datagrams", "tcp", false).or("udp", true);
  static final Choice<Boolean> VLAN = Choice.toggle("vlan", "a VLAN tag of 4 bytes");
  static final Choice<Boolean> TIMESTAMPS =
      Choice.toggle("timestamps", "TCP's timestamps, 12 bytes with their filling")
          .follows("transport", "udp", "off", "UDP has no options");
  static final Range OPTIONS =
      Range.of("ipOptions", "bytes of IPv4 options, a multiple of 4", 0, 40, 0)
          .step(4)
          .unit("bytes");
  static final Choice<Boolean> OFFLOAD =
      Choice.toggle("offload", "the card cuts segments and makes the transport's checksum")
          .primary();
  static final Choice<Set<Mistake>> MISTAKE = mistakeChoice();
  static final Choice<Boolean> CHECK =
      Choice.of("check", "what the application puts behind its message", "none", false)
          .or("crc", true)
          .primary();
  static final Choice<Show> SHOW =
      Choice.of("show", "a header whose fields are shown with their offsets", Show.class);

  /** All of them, in the order in which they are shown. */
  static Control<?>[] controls() {
    return new Control<?>[] {
      PAYLOAD, MTU, IP, TRANSPORT, VLAN, TIMESTAMPS, OPTIONS, OFFLOAD, MISTAKE, CHECK, SHOW
    };
  }

  /** Which header is looked at. */
  enum Show {
    OFF("off"),
    ETHERNET("ethernet"),
    VLAN("vlan"),
    IP("ip"),
    TRANSPORT("transport");

    /** As it is typed, and as the part of a frame is called. */
    final String word;

    Show(String word) {
      this.word = word;
    }
  }

  /**
   * What makes the headers longer than they need be, and the message.
   *
   * @param vlan whether there is a VLAN tag
   * @param timestamps whether TCP has that option
   * @param options bytes of IPv4 options
   * @param check whether the application puts a CRC-32 of 4 bytes behind its message
   */
  record Extras(boolean vlan, boolean timestamps, int options, boolean check) {}

  private static Choice<Set<Mistake>> mistakeChoice() {
    Choice<Set<Mistake>> choice =
        Choice.<Set<Mistake>>of(
                "mistake",
                "what code on the way may do wrong, once",
                "any",
                EnumSet.allOf(Mistake.class))
            .or("none", EnumSet.noneOf(Mistake.class));
    for (Mistake mistake : Mistake.values()) {
      choice = choice.or(mistake.word, EnumSet.of(mistake));
    }
    return choice.primary();
  }

  /** What the controls say. */
  static Setup of(Settings settings) {
    Extras extras =
        new Extras(
            settings.get(VLAN),
            settings.get(TIMESTAMPS),
            settings.get(OPTIONS),
            settings.get(CHECK));
    Setup setup =
        new Setup(
            settings.get(PAYLOAD),
            settings.get(MTU),
            settings.get(IP),
            settings.get(TRANSPORT),
            extras,
            settings.get(OFFLOAD),
            settings.get(MISTAKE),
            settings.get(SHOW));
    setup.check();
    return setup;
  }

  private void check() {
    if (ip == 6 && mtu < Ipv6Fragments.LEAST_MTU) {
      throw new BadInput(
          "mtu is " + Ipv6Fragments.LEAST_MTU + "..9000 with ip=6 (got " + mtu + "): RFC 8200, 5");
    }
    if (extras.options % 4 != 0) {
      throw new BadInput("ipOptions is a multiple of 4, at most 40 (got " + extras.options + ")");
    }
    if (ip == 6 && extras.options > 0) {
      throw new BadInput(
          "ipOptions=" + extras.options + " does not go with ip=6: its options are other headers");
    }
    if (show == Show.VLAN && !extras.vlan) {
      throw new BadInput("show=vlan needs a tag: vlan=on (got vlan=off)");
    }
    if (ip == 6 && mistakes.equals(EnumSet.of(Mistake.STALE_CHECKSUM))) {
      throw new BadInput(
          "mistake=stale-checksum does not go with ip=6: IPv6 has no header checksum");
    }
    if (room() < 1) {
      throw new BadInput(
          "mtu="
              + mtu
              + " is below the headers, which are "
              + (ipBytes() + transportBytes())
              + " bytes here, and a byte of payload");
    }
  }

  int ipBytes() {
    return ip == 4 ? Ipv4.BYTES + extras.options : Ipv6.BYTES;
  }

  int transportBytes() {
    return udp ? Udp.BYTES : Tcp.BYTES + (extras.timestamps ? 12 : 0);
  }

  int linkBytes() {
    return Ethernet.BYTES + (extras.vlan ? Vlan.BYTES : 0);
  }

  /**
   * Payload that one packet takes. Of TCP it is the MSS less the options: the MSS counts with fixed
   * headers only (RFC 6691).
   */
  int room() {
    return mtu - ipBytes() - transportBytes();
  }

  /** The longest frame of this link, with its FCS. */
  int longestFrame() {
    return linkBytes() + mtu + Fcs.BYTES;
  }

  /** What the application sends for a message of so many bytes: its own check is behind it. */
  int sent(int message) {
    return message + (extras.check ? Fcs.BYTES : 0);
  }

  /** What goes with a frame on the wire that is not padded and not split, beside the payload. */
  int overhead() {
    return linkBytes() + ipBytes() + transportBytes() + Fcs.BYTES + Ethernet.WIRE_COST;
  }

  String transport() {
    return udp ? "UDP" : "TCP";
  }

  /** Whether the transport's checksum of so many bytes of payload is left to the card. */
  boolean checksumInCard(int bytes) {
    // Of a datagram in fragments no card makes the checksum: each of them has a part only.
    return offload && (!udp || bytes <= room());
  }

  /** The bounds of this world in words. */
  String world() {
    return "one message of "
        + Count.of(payload, "byte")
        + ", which may be halved down to 1 or doubled until it is split, over one router or none,"
        + " and one thing that goes wrong at most";
  }
}
