package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.Optional;
import lab.net.tcp.Segment;
import lab.net.tcp.State;

/** The other end of the connection: a kernel, or what is put in its place. */
interface Peer extends AutoCloseable {
  /** A segment arrives there. */
  void arrive(Segment segment) throws IOException;

  /**
   * Its user calls.
   *
   * @param octets to be sent, with {@link Call#SEND}
   * @return with {@link Call#READ} what the user hears, see {@link Heard}; else {@link
   *     Heard#NOTHING}
   */
  String call(Call call, int octets) throws IOException;

  /** What it sends next, if it does so within so many milliseconds. */
  Optional<Segment> next(int millis) throws IOException;

  /** The state of the connection there; empty if it has none, whether anybody listens or not. */
  Optional<State> state() throws IOException;

  /** The largest window that it offers. */
  long window();

  @Override
  void close() throws IOException;
}
