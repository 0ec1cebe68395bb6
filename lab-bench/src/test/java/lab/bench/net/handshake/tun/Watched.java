package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.Optional;
import lab.net.tcp.Segment;
import lab.net.tcp.State;

/** Another peer, so that a test may change one thing of it. */
class Watched implements Peer {
  private final Peer peer;

  Watched(Peer peer) {
    this.peer = peer;
  }

  @Override
  public void arrive(Segment segment) throws IOException {
    peer.arrive(segment);
  }

  @Override
  public String call(Call call, int octets) throws IOException {
    return peer.call(call, octets);
  }

  @Override
  public Optional<Segment> next(int millis) throws IOException {
    return peer.next(millis);
  }

  @Override
  public Optional<State> state() throws IOException {
    return peer.state();
  }

  @Override
  public long window() {
    return peer.window();
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
