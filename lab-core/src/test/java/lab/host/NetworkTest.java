package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Devices, namespaces and captures; what needs a privilege runs in a namespace of its own. */
@Timeout(30)
class NetworkTest {
  private static final SystemFiles HERE = SystemFiles.ofThisMachine();

  @TempDir private Path root;

  /** Runs where nobody else is, or says why there is no such place. */
  private static <T> T alone(Callable<T> what) throws Exception {
    try (ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
      Optional<String> refused = thread.submit(NetworkNamespace::enterNew).get();
      assumeTrue(refused.isEmpty(), () -> refused.orElse(""));
      return thread.submit(what).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Test
  void countersAreThoseOfTheSendingSide() {
    SystemFiles files =
        new SysTree(root)
            .with(
                "proc/thread-self/net/dev",
                """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
                    lo: 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0
                 eth0:1048576  20    0    0    0     0          0         0  900 10 0 0 0 0 0 0
                """)
            .files();
    assertThat(new NetworkDevice("eth0").sent(files)).hasValue(new NetworkDevice.Sent(900, 10));
    assertThat(new NetworkDevice("lo").sent(files)).hasValue(new NetworkDevice.Sent(3, 4));
    assertThat(new NetworkDevice("eth1").sent(files)).isEmpty();
    assertThat(new NetworkDevice.Sent(900, 10).minus(new NetworkDevice.Sent(1, 2)))
        .isEqualTo(new NetworkDevice.Sent(899, 8));
  }

  @Test
  void aDeviceHasANameThatFits() {
    assertThatThrownBy(() -> new NetworkDevice("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NetworkDevice("sixteen-letters-"))
        .hasMessage("a device's name has 1..15 letters (got sixteen-letters-)");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceThatIsNotThereIsRefusedWithTheReason() {
    assertThatThrownBy(() -> new NetworkDevice("lab-none").index())
        .isInstanceOf(IOException.class)
        .hasMessage("the device's index knows no such device");
  }

  @Test
  void routesThatLeadElsewhereAreWaysOut() {
    SysTree tree = new SysTree(root);
    assertThat(NetworkNamespace.waysOut(tree.files())).isEmpty();
    SystemFiles files =
        tree.with(
                "proc/thread-self/net/route",
                "Iface\tDestination\tGateway\neth0\t00000000\t0101A8C0\neth0\t0001A8C0\t00000000")
            .with(
                "proc/thread-self/net/ipv6_route",
                "00000000000000000000000000000001 80 0 00 0 0 1 0 80200001       lo\n"
                    + "fe800000000000000000000000000000 40 0 00 0 100 1 0 00000001    wlan0")
            .files();
    assertThat(NetworkNamespace.waysOut(files)).containsExactly("eth0", "wlan0");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aNewNamespaceIsEmptyAndTheOthersKeepTheirs() throws Exception {
    Optional<NetworkDevice.Sent> before = new NetworkDevice("lo").sent(HERE);
    NetworkDevice.Sent there =
        alone(() -> {
          assertThat(NetworkNamespace.waysOut(HERE)).isEmpty();
          assertThat(HERE.lines("proc/thread-self/net/dev")).hasSize(3);
          assertThat(NetworkNamespace.thread()).isPositive();
          return new NetworkDevice("lo").sent(HERE).orElseThrow();
        });
    assertThat(there).isEqualTo(new NetworkDevice.Sent(0, 0));
    assertThat(new NetworkDevice("lo").sent(HERE).isPresent()).isEqualTo(before.isPresent());
  }

  @Test
  void aVirtualThreadHasNoNamespaceOfItsOwn() throws Exception {
    Throwable[] thrown = new Throwable[1];
    Thread.ofVirtual()
        .start(() -> {
          try {
            NetworkNamespace.enterNew();
          } catch (IllegalStateException e) {
            thrown[0] = e;
          }
        })
        .join();
    assertThat(thrown[0]).hasMessage("the namespace would stay with the carrier");
  }

  /** The loopback counts IP bytes, and a capture has the Ethernet header too, twice. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDatagramIsCapturedAndCounted() throws Exception {
    List<PacketSocket.Frame> frames =
        alone(() -> {
          NetworkDevice loopback = new NetworkDevice("lo");
          loopback.up();
          loopback.mtu(1500);
          loopback.cutsNothing();
          List<PacketSocket.Frame> captured = new ArrayList<>();
          try (PacketSocket capture = PacketSocket.on(loopback.index());
              LinuxSocket receiver = LinuxSocket.udp(4);
              LinuxSocket sender = LinuxSocket.udp(4)) {
            receiver.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            sender.connect(receiver.local());
            NetworkDevice.Sent before = loopback.sent(HERE).orElseThrow();
            assertThat(capture.receive()).isEmpty();
            assertThat(sender.send(new byte[100])).isEqualTo(100);
            long end = System.nanoTime() + 5_000_000_000L;
            while (captured.size() < 2 && System.nanoTime() < end) {
              capture.receive().ifPresent(captured::add);
            }
            assertThat(loopback.sent(HERE).orElseThrow().minus(before))
                .isEqualTo(new NetworkDevice.Sent(128, 1));
            assertThat(receiver.receive(200)).isEqualTo(100);
          } catch (PacketSocket.Missing e) {
            assumeTrue(false, e.getMessage());
          }
          return captured;
        });
    assertThat(frames).extracting(PacketSocket.Frame::outgoing).containsExactly(true, false);
    assertThat(frames).allSatisfy(f -> assertThat(f.bytes()).hasSize(142));
    assertThat(frames).as("left to a card").noneMatch(PacketSocket.Frame::checksumReady);
  }
}
