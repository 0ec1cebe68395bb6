package lab.net.wire;

import lab.input.BadInput;
import lab.net.frame.IpAddress;

/**
 * One end of a connection; RFC 9293, 3.4.1 calls it a socket.
 *
 * @param port 0..65535
 */
public record Endpoint(IpAddress address, int port) {
  /**
   * Checks the port.
   *
   * @throws BadInput if it has more than 16 bits
   */
  public Endpoint {
    if (port < 0 || port > 0xFFFF) {
      throw new BadInput("a port is 0..65535 (got " + port + ")");
    }
  }

  /** From {@code 192.0.2.1} or {@code 2001:db8::1}, and a port. */
  public static Endpoint of(String address, int port) {
    return new Endpoint(IpAddress.of(address), port);
  }

  /** {@code 192.0.2.1:80}, or {@code [2001:db8::1]:80} (RFC 5952, 6). */
  @Override
  public String toString() {
    return address.version() == 4 ? address + ":" + port : "[" + address + "]:" + port;
  }
}
