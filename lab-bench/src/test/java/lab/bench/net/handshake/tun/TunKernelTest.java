package lab.bench.net.handshake.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lab.bench.net.handshake.TunKernel;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Packet;
import lab.net.frame.Pcap;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.net.tcp.Segment;
import lab.net.wire.Endpoint;
import lab.net.wire.SocketPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the kernel of this machine, where it has a TUN device for us. */
class TunKernelTest {
  @TempDir Path folder;

  @Test
  void theKernelAnswersAsTheModelSays() throws IOException, InterruptedException {
    Path capture = folder.resolve("tun.pcap");
    List<String> said = run(TunKernel.class, "--millis=0", "--pcap=" + capture);
    assumeTrue(said.stream().noneMatch(l -> l.contains("unavailable")), said.toString());
    String all = String.join("\n", said);
    assertThat(said).as(all).contains("{\"outcome\":\"other-answer\",\"count\":0}");
    assertThat(count(said, "as-specified")).isGreaterThan(320);
    assertThat(count(said, "linux-way")).isGreaterThan(10);
    for (Script script : Scripts.all()) {
      assertThat(said).anyMatch(l -> l.startsWith("{\"name\":\"" + script.name() + "\""));
    }
    assertThat(addresses(capture)).containsExactlyInAnyOrder(Wire.KERNEL, Wire.OURS, Wire.NOBODY);
  }

  private static int count(List<String> said, String outcome) {
    String start = "{\"outcome\":\"" + outcome + "\",\"count\":";
    return said.stream()
        .filter(l -> l.startsWith(start))
        .mapToInt(l -> Integer.parseInt(l, start.length(), l.length() - 1, 10))
        .findFirst()
        .orElseThrow();
  }

  /** Of IPv4; what the kernel asks of IPv6 routers stays on the link. */
  private static Set<String> addresses(Path capture) throws IOException {
    Set<String> addresses = new TreeSet<>();
    for (Pcap.Captured packet : Pcap.read(Files.readAllBytes(capture)).packets()) {
      Peeled peeled = Peel.of(packet.data(), lab.net.frame.Link.RAW_IP);
      assertThat(peeled.clean()).as(peeled.toString()).isTrue();
      peeled.packet().header(Ipv4.class).ifPresent(ip -> add(addresses, ip));
      peeled
          .packet()
          .header(Ipv6.class)
          .ifPresent(ip -> assertThat(ip.destination().toString()).startsWith("ff02::"));
    }
    return addresses;
  }

  private static void add(Set<String> addresses, Ipv4 ip) {
    addresses.add(ip.source().toString());
    addresses.add(ip.destination().toString());
  }

  static List<String> run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    return said;
  }

  /** No packet of ours can be for anybody else. */
  @Test
  void onlyTheTwoAddressesAreSpoken() {
    Packet ours =
        SocketPair.of(Endpoint.of(Wire.OURS, 1), Endpoint.of(Wire.KERNEL, 2))
            .packet(Segment.syn(1, 2));
    assertThat(Wire.between(ours, Wire.OURS, Wire.KERNEL)).isTrue();
    assertThat(Wire.between(ours, Wire.KERNEL, Wire.OURS)).isFalse();
    Packet other =
        SocketPair.of(Endpoint.of(Wire.OURS, 1), Endpoint.of("198.51.100.1", 2))
            .packet(Segment.syn(1, 2));
    assertThatThrownBy(() -> Wire.checked(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("192.0.2.2 to 192.0.2.1");
    assertThat(Wire.checked(ours)).isEqualTo(ours.bytes());
  }
}
