package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.input.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  /** The examples of RFC 5952, sections 4.1 to 4.3, and of RFC 4291, 2.2. */
  @ParameterizedTest
  @CsvSource({
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:DB8::AAAA, 2001:db8::aaaa",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "FF01:0:0:0:0:0:0:0, ff01::",
    "192.0.2.1, 192.0.2.1"
  })
  void isWrittenInOneWay(String given, String written) {
    assertThat(IpAddress.of(given)).hasToString(written);
    assertThat(IpAddress.of(written)).isEqualTo(IpAddress.of(given));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Generated generated = new Generated(71);
    for (int i = 0; i < 2_000; i++) {
      IpAddress address = generated.address(generated.below(2) == 0 ? 4 : 16);
      assertThat(IpAddress.of(address.toString())).isEqualTo(address);
      MacAddress mac = new MacAddress(generated.bytes(6));
      assertThat(MacAddress.of(mac.toString())).isEqualTo(mac);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.",
        "1:2",
        "1::2::3",
        ":::",
        "12345::",
        "g::1",
        "1:2:3:4:5:6:7:8::",
        "1:2:3:4:5:6:7:8:9"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> IpAddress.of(text))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("(got " + text + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02:00:00:00:00", "02-00-00-00-00-01", "02:00:00:00:00:0g"})
  void whatIsNoMacAddressIsRefused(String text) {
    assertThatThrownBy(() -> MacAddress.of(text))
        .isInstanceOf(BadInput.class)
        .hasMessage("a MAC address is like 02:00:00:00:00:01 (got " + text + ")");
  }

  @Test
  void saysWhoIsMeant() {
    assertThat(MacAddress.BROADCAST.text()).endsWith("all stations");
    assertThat(MacAddress.of("01:00:5e:00:00:01").text()).endsWith("a group");
    assertThat(Handmade.MAC_A.text()).endsWith("given by hand");
  }
}
