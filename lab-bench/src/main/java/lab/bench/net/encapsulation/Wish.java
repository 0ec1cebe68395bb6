package lab.bench.net.encapsulation;

import lab.bench.harness.LiveAnswers;

/**
 * What is sent, from the room's controls.
 *
 * @param payload bytes of a message, 1..9004: the application may put a CRC behind it
 * @param version of IP, 4 or 6
 * @param udp whether it is a datagram; otherwise TCP carries it
 * @param mtu of every link, at least 256 or, with version 6, 1280; below, Linux's TCP sends
 *     segments that are longer than the MTU allows ({@code tcp_min_snd_mss})
 * @param timestamps whether TCP's segments carry them, 12 bytes with their padding
 * @param offload whether the loopback takes packets that a card would cut; it does both, and which
 *     is the answer is asked here
 */
record Wish(int payload, int version, boolean udp, int mtu, boolean timestamps, boolean offload) {
  private static final int MOST = 9004;
  private static final int CRC = 4;
  private static final int LEAST_MTU = 256;
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
    int mtu = number(arguments, "mtu", 1500);
    return new Wish(
        number(arguments, "payload", 100)
            + (LiveAnswers.setting(arguments, "check", "none").equals("crc") ? CRC : 0),
        version,
        LiveAnswers.setting(arguments, "transport", "tcp").equals("udp"),
        Math.max(mtu, version == 6 ? LEAST_MTU_6 : LEAST_MTU),
        !LiveAnswers.setting(arguments, "timestamps", "on").equals("off"),
        !LiveAnswers.setting(arguments, "offload", "on").equals("off"));
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
