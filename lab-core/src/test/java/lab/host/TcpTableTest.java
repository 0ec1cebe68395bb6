package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TcpTableTest {
  private static final String TABLE =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 7 1 0
         1: 0100007F:1F90 0100007F:E9A4 03 00000000:00000000 01:00000064 00000001     0        0 0
         2: 0100007F:E9A4 0100007F:1F90 06 00000000:00000000 03:00001770 00000000     0        0 0 3
      """;

  @TempDir private Path root;

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  @Test
  void listenersHalfOpenConnectionsAndTimeWaitAreRows() {
    assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN,
        "the table was made by another machine");
    TcpTable table =
        new TcpTable(new SysTree(root).with("proc/thread-self/net/tcp", TABLE).files());
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);
    assertThat(table.exists()).isTrue();
    assertThat(table.rows())
        .containsExactly(
            new TcpTable.Row(loopback(8080), any, 10, 0, 0),
            new TcpTable.Row(loopback(8080), loopback(59_812), 3, 1, 1_000),
            new TcpTable.Row(loopback(59_812), loopback(8080), 6, 3, 60_000));
    assertThat(table.row(loopback(59_812), loopback(8080)))
        .map(TcpTable.Row::timerMillis)
        .hasValue(60_000L);
    assertThat(table.row(loopback(1), loopback(8080))).isEmpty();
  }

  @Test
  void whereThereIsNoTableThereAreNoRows() {
    TcpTable table = new TcpTable(new SystemFiles(root));
    assertThat(table.exists()).isFalse();
    assertThat(table.rows()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ourOwnListenerStandsInThisMachinesTable() throws Exception {
    TcpTable table = TcpTable.ofThisMachine();
    assumeTrue(table.exists(), "the system shows no /proc/net/tcp");
    try (LinuxSocket listener = LinuxSocket.tcp(4)) {
      listener.bind(loopback(0));
      listener.listen(1);
      InetSocketAddress own = listener.local();
      assertThat(table.rows())
          .filteredOn(row -> row.local().equals(own))
          .singleElement()
          .extracting(TcpTable.Row::state)
          .isEqualTo(10);
    }
  }
}
