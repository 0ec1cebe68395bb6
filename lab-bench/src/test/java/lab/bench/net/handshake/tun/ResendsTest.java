package lab.bench.net.handshake.tun;

import static lab.bench.net.handshake.tun.Observation.Kind.AS_SPECIFIED;
import static lab.bench.net.handshake.tun.Observation.Kind.LINUX_WAY;
import static lab.bench.net.handshake.tun.Observation.Kind.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.net.tcp.SynRetries;
import org.junit.jupiter.api.Test;

class ResendsTest {
  @Test
  void tellsTheSchedulesApart() {
    assertThat(Resends.kinds(List.of(1.03, 1.02, 1.01), SynRetries.LINUX))
        .containsExactly(AS_SPECIFIED, LINUX_WAY, LINUX_WAY);
    assertThat(Resends.kinds(List.of(1.03, 2.05, 4.1), SynRetries.LINUX))
        .containsExactly(AS_SPECIFIED, AS_SPECIFIED, AS_SPECIFIED);
    assertThat(Resends.kinds(List.of(1.03, 1.02), SynRetries.DOUBLING))
        .containsExactly(AS_SPECIFIED, OTHER);
    assertThat(Resends.kinds(List.of(0.2), SynRetries.LINUX)).containsExactly(OTHER);
    assertThat(Resends.kinds(List.of(3.0), SynRetries.LINUX)).containsExactly(OTHER);
  }
}
