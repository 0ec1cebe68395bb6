package lab.bench.net.handshake;

import java.io.IOException;
import lab.bench.net.handshake.tun.Inside;
import lab.bench.net.handshake.tun.RoundTripScores;

/**
 * A request of one octet and its answer between the kernel and our TCP machine, over a TUN device
 * on which every packet is under way for a known time: on a connection that stands, and on a new
 * one. What distance costs is all but everything there.
 */
public final class TunRoundTrips {
  private TunRoundTrips() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Inside.run(TunRoundTrips.class, arguments, RoundTripScores::run);
  }
}
