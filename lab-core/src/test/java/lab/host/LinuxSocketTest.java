package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(30)
class LinuxSocketTest {
  private static final int ESTABLISHED = 1;
  private static final int SYN_SENT = 2;
  private static final int CLOSED = 7;

  private static InetSocketAddress loopback(int version, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(version == 6 ? "::1" : "127.0.0.1"), port);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static LinuxSocket accepted(LinuxSocket listener) {
    LinuxSocket[] taken = new LinuxSocket[1];
    await(() -> {
      listener.accept().ifPresent(s -> taken[0] = s);
      return taken[0] != null;
    });
    return taken[0];
  }

  private static LinuxSocket listener(int version) throws IOException {
    LinuxSocket listener = LinuxSocket.tcp(version);
    assumeTrue(
        listener.bind(loopback(version, 0)) == 0,
        () -> "there is no loopback of version " + version);
    assertThat(listener.listen(1)).isZero();
    return listener;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void bytesArriveAndTcpInfoCountsThem(int version) throws IOException {
    try (LinuxSocket listener = listener(version);
        LinuxSocket client = LinuxSocket.tcp(version)) {
      assertThat(listener.accept()).as("nobody waits").isEmpty();
      assertThat(client.connect(listener.local())).isIn(0L, (long) -Errno.IN_PROGRESS);
      try (LinuxSocket server = accepted(listener)) {
        client.hurry();
        assertThat(server.receive(8)).isEqualTo(-Errno.AGAIN);
        TcpInfo before = client.info();
        assertThat(client.send(new byte[] {1, 2, 3})).isEqualTo(3);
        await(() -> client.info().unacknowledged() == 0);
        assertThat(server.receive(8)).isEqualTo(3);
        TcpInfo after = client.info();
        assertThat(after.state()).isEqualTo(ESTABLISHED);
        assertThat(after.bytesSent() - before.bytesSent()).isEqualTo(3);
        assertThat(after.dataSegmentsOut() - before.dataSegmentsOut()).isEqualTo(1);
        assertThat(after.sentAgain()).isZero();
        assertThat(after.mss()).isBetween(500, 65_535);
        assertThat(server.take(8)).isEmpty();
        assertThat(client.send(new byte[] {4, 5})).isEqualTo(2);
        await(() -> client.info().unacknowledged() == 0);
        assertThat(server.take(8)).containsExactly(4, 5);
        assertThat(client.shutdown()).isZero();
        await(() -> server.receive(8) == 0);
      }
    }
  }

  @Test
  void nobodyListensAndNobodyReads() throws IOException {
    int port;
    try (LinuxSocket listener = listener(4);
        LinuxSocket client = LinuxSocket.tcp(4)) {
      port = listener.local().getPort();
      client.connect(listener.local());
      try (LinuxSocket server = accepted(listener)) {
        server.resetOnClose();
      }
      await(() -> client.info().state() == CLOSED);
      assertThat(client.error()).isEqualTo(Errno.RESET);
      assertThat(client.error()).as("it is told once").isZero();
    }
    try (LinuxSocket late = LinuxSocket.tcp(4)) {
      long answer = late.connect(loopback(4, port));
      await(() -> late.info().state() == CLOSED);
      int error = answer == -Errno.IN_PROGRESS ? late.error() : (int) -answer;
      assertThat(error).isEqualTo(Errno.REFUSED);
      assertThat(Errno.text(error)).isEqualTo("was refused");
    }
  }

  /** What a filter does not take is lost: the SYN-ACK comes again a second later. */
  @Test
  void aFilterHoldsAConnectionWhereItIs() throws IOException {
    assumeTrue(SocketFilter.refusal().isEmpty(), SocketFilter.refusal().orElse(""));
    try (LinuxSocket listener = listener(4);
        LinuxSocket client = LinuxSocket.tcp(4)) {
      client.filter(Optional.of(SocketFilter.nothing()));
      client.connect(listener.local());
      assertThat(client.info().state()).isEqualTo(SYN_SENT);
      client.filter(Optional.of(SocketFilter.without(16)));
      assertThat(client.info().state()).isEqualTo(SYN_SENT);
      client.filter(Optional.of(SocketFilter.only(2)));
      await(() -> client.info().state() == ESTABLISHED);
      // No SYN any more: what is sent is not acknowledged.
      client.send(new byte[1]);
      long end = System.nanoTime() + 50_000_000;
      while (System.nanoTime() < end) {
        assertThat(client.info().unacknowledged()).isEqualTo(1);
      }
      client.filter(Optional.empty());
      client.filter(Optional.empty());
      await(() -> client.info().unacknowledged() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1", "8.8.8.8", "10.0.0.1", "0.0.0.0", "2001:db8::1", "fe80::1", "::"})
  void otherAddressesThanALoopbackAreRefused(String address) throws IOException {
    InetSocketAddress far = new InetSocketAddress(InetAddress.ofLiteral(address), 9);
    int version = address.indexOf(':') < 0 ? 4 : 6;
    try (LinuxSocket tcp = LinuxSocket.tcp(version);
        LinuxSocket udp = LinuxSocket.udp(version)) {
      for (LinuxSocket socket : new LinuxSocket[] {tcp, udp}) {
        assertThatThrownBy(() -> socket.connect(far))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("a socket of the lab speaks to this machine only (got ");
        assertThatThrownBy(() -> socket.bind(far)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void aSocketThatWasMadeForAnAddressSpeaksToNoOther() throws IOException {
    InetAddress near = InetAddress.ofLiteral("192.0.2.1");
    try (LinuxSocket socket = LinuxSocket.udp(4, Set.of(near))) {
      assertThatThrownBy(() -> socket.connect(loopback(4, 9)))
          .hasMessageContaining("(got 127.0.0.1)");
      assertThatThrownBy(
              () -> socket.connect(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 9)))
          .hasMessageContaining("(got 192.0.2.2)");
    }
  }

  @Test
  void anOlderKernelsTcpInfoIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> TcpInfo.of(arena.allocate(TcpInfo.BYTES), 104))
          .hasMessage("TCP_INFO has 160 bytes since Linux 4.6 (got 104)");
      assertThat(TcpInfo.of(arena.allocate(TcpInfo.BYTES), 160).bytesSent()).isEqualTo(-1);
    }
  }

  @Test
  void aFunctionThatIsNotThereSaysSo() {
    SystemCall none = SystemCall.of("lab_no_such_function", ValueLayout.JAVA_INT);
    assertThat(none.exists()).isFalse();
    assertThat(none.call()).isEqualTo(-Errno.NOT_HERE);
    assertThat(Errno.text(Errno.NOT_HERE)).isEqualTo("is not in this system");
  }
}
