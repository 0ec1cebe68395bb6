package lab.net.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every checksum and field as tshark reads it, where there is one. */
class TsharkTest {
  private static final String PROGRAM = "tshark";
  private static final int PACKETS = 300;

  /** What tshark says of a checksum. */
  private static final String GOOD = "1";

  private static final String BAD = "0";

  @TempDir Path folder;

  @BeforeEach
  void thereIsOne() {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, PROGRAM)));
    assumeTrue(found, "there is no " + PROGRAM);
  }

  @ParameterizedTest
  @EnumSource(Link.class)
  void readsWhatWeWrote(Link link) throws Exception {
    Generated generated = new Generated(61);
    List<Packet> packets = new ArrayList<>();
    List<Map<String, String>> expected = new ArrayList<>();
    while (packets.size() < PACKETS) {
      Packet packet = generated.packet();
      if (packet.link() == link) {
        packets.add(packet);
        expected.add(TsharkFields.of(packet));
      }
    }
    judge(link, packets, expected);
  }

  /** The judge can say no: a byte of the payload, or the TTL, changed behind our back. */
  @Test
  void findsWhatIsNotRenewed() throws Exception {
    Packet packet = Handmade.data(Tcp.ACK, Bytes.zeros(20)).withFcs();
    Packet payload = packet.withPayload(Bytes.zeros(20).with(3, 1));
    Packet ttl = packet.with(Ipv4.class, ip -> ip.withTtl(63));
    Packet forwarded = packet.with(Ipv4.class, Ipv4::forwarded).withFcs();
    judge(
        Link.ETHERNET_WITH_FCS,
        List.of(payload, ttl, forwarded),
        List.of(
            Map.of("eth.fcs.status", BAD, "ip.checksum.status", GOOD, "tcp.checksum.status", BAD),
            Map.of("eth.fcs.status", BAD, "ip.checksum.status", BAD, "tcp.checksum.status", GOOD),
            Map.of(
                "eth.fcs.status", GOOD, "ip.checksum.status", GOOD, "tcp.checksum.status", GOOD)));
  }

  /** Both byte orders, both units: the times and lengths that it reads. */
  @Test
  void readsEveryKindOfCapture() throws Exception {
    Bytes frame = Handmade.synWithOptions().bytes();
    for (int kind = 0; kind < 4; kind++) {
      boolean nanos = (kind & 1) != 0;
      Pcap.Captured cut = new Pcap.Captured(1234, 567, 2000, frame);
      Pcap capture = new Pcap(nanos, (kind & 2) != 0, Link.ETHERNET, 100, List.of(cut));
      List<String> lines =
          ask(capture, List.of("frame.time_epoch", "frame.len", "frame.cap_len", "tcp.dstport"));
      assertThat(lines)
          .containsExactly(
              (nanos ? "1234.000000567" : "1234.000567000") + "|2000|" + frame.length() + "|80");
    }
  }

  /** Segments are whole again as a stream, fragments as a packet. */
  @Test
  void putsSegmentsAndFragmentsTogether() throws Exception {
    Packet large = Handmade.data(Tcp.ACK | Tcp.PSH, new Generated(62).bytes(20_000));
    List<String> segments =
        ask(
            capture(Link.ETHERNET, Segmentation.segment(large, 1448)),
            List.of("tcp.checksum.status", "tcp.len", "tcp.analysis.flags", "tcp.flags.push"));
    assertThat(segments).hasSize(14).allMatch(line -> line.startsWith("1|"));
    assertThat(segments.subList(0, 13)).allMatch(line -> line.equals("1|1448||0"));
    assertThat(segments.getLast()).isEqualTo("1|" + (20_000 - 13 * 1448) + "||1");

    Packet datagram =
        Handmade.datagram(new Generated(63).bytes(20_000))
            .with(Ipv4.class, ip -> ip.withFragment(0, 0, ip.options()).withId(9))
            .sealed();
    List<Packet> parts = Fragments.split(datagram, 1500);
    List<String> whole =
        ask(
            capture(Link.ETHERNET, parts),
            List.of("ip.reassembled.length", "udp.checksum.status", "ip.fragment.error"),
            "-o",
            "ip.defragment:TRUE");
    assertThat(parts).hasSize(14);
    assertThat(whole.getLast()).isEqualTo("20008|1|");

    Packet six =
        Packet.of(
                List.of(Handmade.ethernet(), Ipv6.of(Handmade.A6, Handmade.B6), Udp.of(4000, 4001)),
                new Generated(64).bytes(20_000))
            .sealed();
    List<String> wholeSix =
        ask(
            capture(Link.ETHERNET, Ipv6Fragments.split(six, 1500, 9)),
            List.of("ipv6.reassembled.length", "udp.checksum.status", "ipv6.fragment.error"),
            "-o",
            "ipv6.defragment:TRUE");
    assertThat(wholeSix.getLast()).isEqualTo("20008|1|");
  }

  private void judge(Link link, List<Packet> packets, List<Map<String, String>> expected)
      throws IOException, InterruptedException {
    Map<String, String> columns = new LinkedHashMap<>();
    expected.forEach(columns::putAll);
    List<String> names = List.copyOf(columns.keySet());
    List<String> lines = ask(capture(link, packets), names);
    assertThat(lines).hasSameSizeAs(packets);
    for (int i = 0; i < lines.size(); i++) {
      String[] values = lines.get(i).split("\\|", -1);
      Map<String, String> theirs = new LinkedHashMap<>();
      for (int column = 0; column < names.size(); column++) {
        if (expected.get(i).containsKey(names.get(column))) {
          theirs.put(names.get(column), values[column]);
        }
      }
      assertThat(theirs)
          .as("%s", packets.get(i))
          .containsExactlyInAnyOrderEntriesOf(expected.get(i));
    }
  }

  private static Pcap capture(Link link, List<Packet> packets) {
    List<Pcap.Captured> captured = new ArrayList<>();
    for (Packet packet : packets) {
      Bytes bytes = packet.bytes();
      captured.add(new Pcap.Captured(captured.size(), 0, bytes.length(), bytes));
    }
    return Pcap.of(link, captured);
  }

  private List<String> ask(Pcap capture, List<String> fields, String... more)
      throws IOException, InterruptedException {
    Path file = folder.resolve("frames.pcap");
    Files.write(file, capture.write());
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-n", "-r", file.toString()));
    for (String check : List.of("tcp.check_checksum", "ip.check_checksum", "udp.check_checksum")) {
      command.addAll(List.of("-o", check + ":TRUE"));
    }
    for (String no :
        List.of(
            "ip.defragment",
            "ipv6.defragment",
            "tcp.desegment_tcp_streams",
            "tcp.relative_sequence_numbers")) {
      command.addAll(List.of("-o", no + ":FALSE"));
    }
    command.addAll(List.of("-o", "eth.check_fcs:TRUE"));
    command.addAll(List.of(more));
    command.addAll(List.of("-T", "fields", "-E", "separator=|", "-E", "occurrence=f"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return Optional.of(out).filter(text -> !text.isEmpty()).stream()
        .flatMap(String::lines)
        .toList();
  }
}
