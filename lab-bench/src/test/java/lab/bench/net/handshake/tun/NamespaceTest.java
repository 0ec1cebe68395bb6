package lab.bench.net.handshake.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceTest {
  private static final List<String> ALONE =
      List.of("Inter-|   Receive", " face |bytes    packets", "    lo:       0       0    0");

  @Test
  void aDeviceThatLeadsOutIsRefused() {
    Namespace.requireAlone(ALONE);
    List<String> more = List.of(ALONE.get(0), ALONE.get(1), ALONE.get(2), "  eth0: 1 2 3");
    assertThatThrownBy(() -> Namespace.requireAlone(more))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[lo, eth0]");
  }

  @Test
  void saysWhyOrHow() throws Exception {
    Namespace.Way way = Namespace.way();
    assertThat(way.open()).isEqualTo(way.words().contains("unshare"));
    assertThat(way.refusal().isEmpty()).isEqualTo(way.open());
  }
}
