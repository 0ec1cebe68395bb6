package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;

class PcapTest {
  /** Byte for byte as the format's description lays them out. */
  @Test
  void aCaptureInBothByteOrders() {
    Pcap.Captured packet = new Pcap.Captured(1, 2, 4, Bytes.ofHex("aabb"));
    assertThat(Bytes.of(new Pcap(false, true, Link.RAW_IP, 256, List.of(packet)).write()).hex())
        .isEqualTo(
            "a1b2c3d4"
                + "00020004"
                + "00000000"
                + "00000000"
                + "00000100"
                + "00000065"
                + "00000001"
                + "00000002"
                + "00000002"
                + "00000004"
                + "aabb");
    assertThat(Bytes.of(new Pcap(true, false, Link.ETHERNET, 256, List.of(packet)).write()).hex())
        .isEqualTo(
            "4d3cb2a1"
                + "02000400"
                + "00000000"
                + "00000000"
                + "00010000"
                + "01000000"
                + "01000000"
                + "02000000"
                + "02000000"
                + "04000000"
                + "aabb");
  }

  @Test
  void readFindsWhatWasWritten() {
    Generated generated = new Generated(51);
    for (Link link : Link.values()) {
      for (int kind = 0; kind < 4; kind++) {
        for (int i = 0; i < 50; i++) {
          List<Pcap.Captured> packets = new ArrayList<>();
          for (int n = generated.below(5); n > 0; n--) {
            Bytes data = generated.bytes(generated.below(100));
            packets.add(
                new Pcap.Captured(
                    generated.number(32) & 0xFFFF_FFFFL,
                    generated.below(1_000_000),
                    (long) data.length() + generated.below(9),
                    data));
          }
          Pcap capture =
              new Pcap((kind & 1) != 0, (kind & 2) != 0, link, 100 + generated.below(99), packets);
          assertThat(Pcap.read(capture.write())).isEqualTo(capture);
        }
      }
    }
  }

  @Test
  void everyCutInAPacketIsRefused() {
    byte[] file = two().write();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      if (length == 24 || length == 24 + 16 + 3) {
        assertThat(Pcap.read(cut).packets()).hasSize(length == 24 ? 0 : 1);
      } else {
        assertThatThrownBy(() -> Pcap.read(cut)).isInstanceOf(BadInput.class);
      }
    }
    refused(Arrays.copyOf(file, 23), "a capture has a header of 24 bytes (got 23)");
    refused(Arrays.copyOf(file, 50), "packet 2 at byte 43 has a header of 16 bytes (got 7)");
    refused(
        Arrays.copyOf(file, 62),
        "packet 2 at byte 43 is cut off: its header says 4 bytes, 3 follow");
  }

  @Test
  void foreignCapturesAreRefused() {
    byte[] file = two().write();
    refused(
        with(file, 0, "0a0d0d0a"),
        "this is a pcapng capture; the classic format is read: tshark -F pcap -r IN -w OUT");
    refused(
        with(file, 0, "1f8b0800"),
        "a capture begins with 0xa1b2c3d4 or 0xa1b23c4d (got 0x1f8b0800)");
    refused(with(file, 4, "0300"), "a capture is of version 2.4 (got 3.4)");
    refused(
        with(file, 20, "69000000"),
        "the link type is 1 (Ethernet), 101 (raw IP) or 113 (Linux cooked) (got 105)");
    refused(
        with(file, 28, "40420f00"),
        "packet 1 at byte 24 has a fraction below one second (got 1000000)");
    refused(
        with(file, 36, "02000000"),
        "packet 1 at byte 24 keeps at most the 2 bytes of the wire (got 3)");
    refused(
        with(file, 32, "ffffffff"),
        "packet 1 at byte 24 has at most 262144 bytes (got 4294967295)");
  }

  @Test
  void nothingIsKeptBeyondTheSnapLength() {
    assertThatThrownBy(() ->
            new Pcap(
                false,
                false,
                Link.ETHERNET,
                2,
                List.of(new Pcap.Captured(0, 0, 3, Bytes.zeros(3)))))
        .isInstanceOf(BadInput.class)
        .hasMessage("bytes kept of a packet is 0..2 (got 3)");
  }

  private static Pcap two() {
    return Pcap.of(
        Link.ETHERNET,
        List.of(
            new Pcap.Captured(0, 0, 3, Bytes.zeros(3)),
            new Pcap.Captured(0, 0, 4, Bytes.zeros(4))));
  }

  private static byte[] with(byte[] file, int at, String hex) {
    byte[] other = file.clone();
    byte[] bytes = Bytes.ofHex(hex).toArray();
    System.arraycopy(bytes, 0, other, at, bytes.length);
    return other;
  }

  private static void refused(byte[] file, String message) {
    assertThatThrownBy(() -> Pcap.read(file)).isInstanceOf(BadInput.class).hasMessage(message);
  }
}
