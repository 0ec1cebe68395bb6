package lab.bench.net.encapsulation;

import java.net.InetAddress;
import java.util.Set;

/**
 * Every address that is used here: the loopbacks, and two of the ranges that are for documentation
 * (RFC 5737, RFC 3849), which no network routes, at the ends of a cable that leads nowhere.
 */
final class Addresses {
  static final String NEAR_4 = "192.0.2.1";
  static final String FAR_4 = "192.0.2.2";
  static final String NEAR_6 = "2001:db8::1";
  static final String FAR_6 = "2001:db8::2";

  /** The ends of the cable. */
  static final Set<InetAddress> OF_THE_CABLE = Set.of(of(NEAR_4), of(FAR_4), of(NEAR_6), of(FAR_6));

  private Addresses() {}

  /** An address in figures: no name is looked up. */
  static InetAddress of(String figures) {
    return InetAddress.ofLiteral(figures);
  }
}
