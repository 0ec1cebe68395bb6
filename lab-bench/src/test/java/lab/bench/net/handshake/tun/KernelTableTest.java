package lab.bench.net.handshake.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import lab.net.tcp.State;
import lab.net.wire.Endpoint;
import org.junit.jupiter.api.Test;

class KernelTableTest {
  private static final Endpoint KERNEL = Endpoint.of("192.0.2.1", 7000);
  private static final Endpoint OURS = Endpoint.of("192.0.2.2", 40_000);

  /** As a little-endian machine prints it; this is what all of them are that Java runs on here. */
  private static final List<String> LINES =
      List.of(
          "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
          "   0: 010200C0:1B58 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0",
          "   1: 010200C0:1B58 020200C0:9C41 01 00000000:00000000 00:00000000 00000000     0",
          "  10: 010200C0:1B58 020200C0:9C40 06 00000000:00000000 03:00000E00 00000000     0");

  @Test
  void findsTheLineOfTheConnection() {
    assertThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(KernelTable.state(LINES, KERNEL, OURS)).contains(State.TIME_WAIT);
    assertThat(KernelTable.state(LINES, KERNEL, Endpoint.of("192.0.2.2", 40_001)))
        .contains(State.ESTABLISHED);
    assertThat(KernelTable.state(LINES, OURS, KERNEL)).isEmpty();
    assertThat(KernelTable.state(LINES.subList(0, 2), KERNEL, OURS)).isEmpty();
  }
}
