package lab.net.frame;

import java.util.List;

/** A header as it is on the wire, or will be. */
public sealed interface Header
    permits Ethernet, Vlan, Sll, Arp, Ipv4, Ipv6, Ipv6Options, Ipv6Fragment, Tcp, Udp, Icmp {

  /** As people write it: {@code IPv4}. */
  String name();

  /** Says its fields, in order. */
  void write(Layout layout);

  /** The header alone, without what it carries. */
  default Bytes bytes() {
    return Layout.bytes(this);
  }

  /** Every bit of the header, once. */
  default List<Field> fields() {
    return Layout.fields(this);
  }

  /** Length in bytes. */
  default int size() {
    return bytes().length();
  }
}
