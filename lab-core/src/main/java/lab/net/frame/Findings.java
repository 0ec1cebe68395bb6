package lab.net.frame;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a header that could be read. */
final class Findings {
  private Findings() {}

  static List<Finding> of(Ipv4 ip) {
    List<Finding> findings = new ArrayList<>();
    if (!Checksum.holds(Checksum.sum(ip.bytes()))) {
      findings.add(Finding.checksum(ip, ip.checksum(), ip.rightChecksum()));
    }
    if ((ip.flags() & Ipv4.RESERVED) != 0) {
      findings.add(Finding.of(ip, "reserved", "the reserved flag is 0 (got 1)"));
    }
    return findings;
  }

  static List<Finding> of(Tcp tcp, Header ip, Bytes payload) {
    List<Finding> findings = new ArrayList<>();
    if (!Checksum.holds(Wrap.sum(ip, Names.TCP, tcp.bytes(), payload))) {
      Bytes blank = tcp.withChecksum(0).bytes();
      findings.add(
          Finding.checksum(
              tcp, tcp.checksum(), Checksum.of(Wrap.sum(ip, Names.TCP, blank, payload))));
    }
    int at = Tcp.BYTES;
    for (TcpOption option : tcp.options()) {
      if (option instanceof TcpOption.WindowScale scale && scale.shift() > TcpOption.MOST_SHIFT) {
        findings.add(
            new Finding("shift", at + 2, "the window shift is 0..14 (got " + scale.shift() + ")"));
      }
      if (option instanceof TcpOption.Unknown unknown && unknown.misfit()) {
        findings.add(
            new Finding(
                "option length",
                at + 1,
                "option " + unknown.kind() + " has another length (got " + unknown.length() + ")"));
      }
      at += option.length();
    }
    return findings;
  }

  /**
   * @param room what the IP packet has left for it
   */
  static List<Finding> of(Udp udp, Header ip, Bytes payload, int room) {
    List<Finding> findings = new ArrayList<>();
    if (udp.checksum() == 0) {
      if (ip instanceof Ipv6) {
        findings.add(Finding.of(udp, "checksum", "over IPv6 there is a checksum (got 0)"));
      }
    } else if (!Checksum.holds(Wrap.sum(ip, Names.UDP, udp.bytes(), payload))) {
      Bytes blank = udp.withChecksum(0).bytes();
      int right = Wrap.udp(Checksum.of(Wrap.sum(ip, Names.UDP, blank, payload)));
      findings.add(Finding.checksum(udp, udp.checksum(), right));
    }
    if (udp.length() < room) {
      findings.add(
          Finding.of(
              udp,
              "length",
              "the length is what IP leaves: " + room + " (got " + udp.length() + ")"));
    }
    return findings;
  }

  static List<Finding> of(Icmp icmp, Header ip, Bytes payload) {
    if (Checksum.holds(Wrap.sum(ip, icmp.protocol(), icmp.bytes(), payload))) {
      return List.of();
    }
    Bytes blank = icmp.withChecksum(0).bytes();
    int right = Checksum.of(Wrap.sum(ip, icmp.protocol(), blank, payload));
    return List.of(Finding.checksum(icmp, icmp.checksum(), right));
  }
}
