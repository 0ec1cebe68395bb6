package lab.bench.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import lab.bench.harness.LiveAnswers;

/**
 * What is sent, from the room's controls.
 *
 * @param payload bytes of a message, 1..9004: the application may put a CRC behind it
 * @param version of IP, 4 or 6
 * @param udp whether it is a datagram; otherwise TCP carries it
 * @param mtu of every link, at least 68, for TCP 88, with version 6 1280: Linux's TCP wants room
 *     for 48 bytes in a segment, options counted in ({@code tcp_min_snd_mss})
 * @param timestamps whether TCP's segments carry them, 12 bytes with their padding
 * @param offload whether the loopback takes packets that a card would cut; it does both, and which
 *     is the answer is asked here
 */
record Wish(int payload, int version, boolean udp, int mtu, boolean timestamps, boolean offload) {
  private static final int MOST = 9004;
  private static final int CRC = 4;
  private static final int LEAST_MTU = 68;
  private static final int LEAST_MTU_TCP = 88;
  private static final int LEAST_MTU_6 = 1280;

  Wish {
    if (payload < 1 || payload > MOST) {
      throw new IllegalArgumentException("payload is 1..9004 (got " + payload + ")");
    }
    if (version != 4 && version != 6) {
      throw new IllegalArgumentException("ip is 4 or 6 (got " + version + ")");
    }
  }

  static Wish of(String[] arguments) {
    int version = number(arguments, "ip", 4);
    boolean udp = udp(arguments);
    return new Wish(
        number(arguments, "payload", 100)
            + (LiveAnswers.setting(arguments, "check", "none").equals("crc") ? CRC : 0),
        version,
        udp,
        Math.max(number(arguments, "mtu", 1500), leastMtu(version, udp)),
        !LiveAnswers.setting(arguments, "timestamps", "on").equals("off"),
        !LiveAnswers.setting(arguments, "offload", "on").equals("off"));
  }

  private static boolean udp(String[] arguments) {
    return LiveAnswers.setting(arguments, "transport", "tcp").equals("udp");
  }

  private static int leastMtu(int version, boolean udp) {
    return version == 6 ? LEAST_MTU_6 : udp ? LEAST_MTU : LEAST_MTU_TCP;
  }

  /** Controls that are set and that nobody asks the kernel about here; empty if there are none. */
  static String leftOut(String[] arguments) {
    List<String> left = new ArrayList<>();
    if (!LiveAnswers.setting(arguments, "vlan", "off").equals("off")) {
      left.add("a VLAN tag, which no loopback has");
    }
    if (number(arguments, "ipOptions", 0) > 0) {
      left.add("IPv4's options");
    }
    int least = leastMtu(number(arguments, "ip", 4), udp(arguments));
    if (number(arguments, "mtu", least) < least) {
      left.add("an MTU below " + least);
    }
    return String.join("; ", left);
  }

  private static int number(String[] arguments, String name, int otherwise) {
    return Integer.parseInt(LiveAnswers.setting(arguments, name, Integer.toString(otherwise)));
  }

  /** As this network is, which is not ours to set. */
  Wish within(int otherMtu, boolean times) {
    return new Wish(payload, version, udp, otherMtu, times, offload);
  }

  /** For a person. */
  String text() {
    return payload
        + " bytes a message, "
        + (udp ? "UDP" : "TCP")
        + " over IPv"
        + version
        + ", MTU "
        + mtu;
  }
}
