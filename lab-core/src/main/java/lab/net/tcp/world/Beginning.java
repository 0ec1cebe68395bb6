package lab.net.tcp.world;

import java.util.List;

/**
 * How a world begins.
 *
 * @param connected whether the handshake is done already
 * @param old what is in flight from before
 */
public record Beginning(boolean connected, List<Flight> old) {
  public Beginning {
    old = List.copyOf(old);
  }
}
