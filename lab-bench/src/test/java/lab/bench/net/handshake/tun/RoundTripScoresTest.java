package lab.bench.net.handshake.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import lab.bench.net.handshake.TunRoundTrips;
import org.junit.jupiter.api.Test;

/** With the kernel of this machine, where it has a TUN device for us. */
class RoundTripScoresTest {
  private static final String SAMPLES = "\"samples\":[";

  /** The least of several is what the delay makes: load only adds to it. */
  @Test
  void aNewConnectionCostsARoundTripMore() throws Exception {
    List<String> said = TunKernelTest.run(TunRoundTrips.class, "--millis=0");
    assumeTrue(said.stream().noneMatch(l -> l.contains("unavailable")), said.toString());
    double open = least(said, "open connection");
    assertThat(open).isBetween(1.0, 1.6);
    assertThat(least(said, "new connection") - open).isBetween(0.8, 1.6);
    assertThat(least(said, "connecting alone")).isBetween(1.0, 1.6);
  }

  private static double least(List<String> said, String label) {
    String line =
        said.stream().filter(l -> l.contains("\"" + label + "\"")).findFirst().orElseThrow();
    String samples = line.substring(line.indexOf(SAMPLES) + SAMPLES.length(), line.indexOf(']'));
    return Arrays.stream(samples.split(",", -1))
        .mapToDouble(Double::parseDouble)
        .min()
        .orElseThrow();
  }
}
