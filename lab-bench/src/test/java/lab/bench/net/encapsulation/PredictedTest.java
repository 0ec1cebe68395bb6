package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import lab.net.frame.Packet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictedTest {
  private static Predicted of(String... arguments) {
    return new Predicted(Wish.of(arguments));
  }

  private static List<Integer> sizes(List<Packet> packets) {
    return packets.stream().map(Packet::size).toList();
  }

  @Test
  void aSmallMessageIsOnePacketWithItsHeaders() {
    assertThat(sizes(of().large())).containsExactly(20 + 20 + 12 + 100);
    assertThat(sizes(of("--timestamps=off").cut())).containsExactly(20 + 20 + 100);
    assertThat(sizes(of("--ip=6").cut())).containsExactly(40 + 20 + 12 + 100);
    assertThat(sizes(of("--transport=udp").cut())).containsExactly(20 + 8 + 100);
    assertThat(sizes(of("--check=crc").cut())).containsExactly(20 + 20 + 12 + 104);
  }

  /** 1460 bytes without timestamps and 1448 with them fill a frame of 1500. */
  @Test
  void aLargeOneIsCutAtTheMtu() {
    assertThat(sizes(of("--payload=1448").cut())).containsExactly(1500);
    assertThat(sizes(of("--payload=1449").cut())).containsExactly(1500, 53);
    assertThat(sizes(of("--payload=1460", "--timestamps=off").cut())).containsExactly(1500);
    assertThat(sizes(of("--payload=1449").large())).containsExactly(1501);
    assertThat(of("--ip=6").segment()).isEqualTo(1428);
    assertThat(of("--timestamps=off").optionBytes()).isZero();
    assertThat(of("--transport=udp").optionBytes()).isZero();
  }

  /** Parts of a datagram are multiples of 8 bytes, each with IP's header. */
  @Test
  void aDatagramIsSplitWhateverTheCard() {
    String[] four = {"--transport=udp", "--payload=3000"};
    assertThat(sizes(of(four).large())).containsExactly(1500, 1500, 68);
    assertThat(sizes(of(four).cut())).containsExactly(1500, 1500, 68);
    String[] six = {"--transport=udp", "--payload=3000", "--ip=6"};
    assertThat(sizes(of(six).large())).containsExactly(1496, 1496, 160);
  }

  @ParameterizedTest
  @CsvSource({"4, on, 172", "4, off, 144", "6, on, 232", "6, off, 204"})
  void threeSegmentsOpenAConnection(int ip, String timestamps, int bytes) {
    assertThat(of("--ip=" + ip, "--timestamps=" + timestamps).opening()).isEqualTo(bytes);
  }

  @Test
  void whatCannotBeSentIsRefused() {
    assertThatThrownBy(() -> Wish.of(new String[] {"--payload=0"}))
        .hasMessage("payload is 1..9004 (got 0)");
    assertThatThrownBy(() -> Wish.of(new String[] {"--ip=5"})).hasMessage("ip is 4 or 6 (got 5)");
    assertThat(Wish.of(new String[] {"--mtu=68"}).mtu()).isEqualTo(88);
    assertThat(Wish.of(new String[] {"--mtu=68", "--transport=udp"}).mtu()).isEqualTo(68);
    assertThat(Wish.of(new String[] {"--mtu=68", "--ip=6"}).mtu()).isEqualTo(1280);
  }

  @Test
  void whatIsNotAskedIsNamed() {
    assertThat(Wish.leftOut(new String[] {"--vlan=off", "--ipOptions=0", "--mtu=1500"})).isEmpty();
    assertThat(Wish.leftOut(new String[] {"--vlan=on", "--ipOptions=8", "--mtu=80"}))
        .isEqualTo("a VLAN tag, which no loopback has; IPv4's options; an MTU below 88");
    assertThat(Wish.leftOut(new String[] {"--transport=udp", "--mtu=80"})).isEmpty();
  }

  /** No traffic leaves this machine: loopbacks, and documentation's addresses at a cable's ends. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void everyAddressIsOneThatNobodyElseHas(int version) {
    assertThat(Place.LOOPBACK.nearAddress(version).isLoopbackAddress()).isTrue();
    assertThat(Place.LOOPBACK.farAddress(version).isLoopbackAddress()).isTrue();
    assertThat(Addresses.OF_THE_CABLE)
        .extracting(InetAddress::getHostAddress)
        .containsExactlyInAnyOrder(
            "192.0.2.1", "192.0.2.2", "2001:db8:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:2");
  }

  @Test
  void averagesAreWholeWhereTheyAre() {
    assertThat(Means.of(304, 2)).isEqualTo("152");
    assertThat(Means.of(305, 2)).isEqualTo("152.5");
    assertThat(Means.of(1, 3)).isEqualTo("0.333");
    assertThat(Means.of(0, 5)).isEqualTo("0");
    assertThat(Means.of(0, 0)).isEqualTo("none");
  }
}
