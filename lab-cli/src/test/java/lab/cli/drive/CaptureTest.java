package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.net.frame.Link;
import lab.net.frame.Pcap;
import lab.room.Room;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code drive --pcap} and {@code drive --open}: captures written and read. */
final class CaptureTest {
  private static final String DOWN = "app.send,tcp.wrap,ip.wrap,driver.wrap,nic.wrap,nic.send";
  private static final String TSHARK = "tshark";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("sent.pcap");
  }

  private static Ran drive(String input, String... options) {
    List<String> args = new ArrayList<>(List.of("drive", "encapsulation"));
    args.addAll(List.of(options));
    return Ran.lab(Catalog.lab(), input, args.toArray(String[]::new));
  }

  private Pcap written() throws IOException {
    try (Stream<Path> there = Files.list(folder)) {
      assertThat(there).as("nothing half-written is left").containsExactly(file);
    }
    return Pcap.read(Files.readAllBytes(file));
  }

  @Test
  void whatWasSentIsWritten() throws IOException {
    Ran ran = drive("", "--do=" + DOWN + ",router.forward,receiver.peel", "--pcap=" + file);
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEqualTo("Capture written to " + file + ": 2 packets\n");
    assertThat(ran.out()).contains("step 8  receiver.peel");
    Pcap capture = written();
    assertThat(capture.link()).isEqualTo(Link.ETHERNET_WITH_FCS);
    // A millisecond a step from a fixed second on.
    assertThat(capture.packets()).extracting(Pcap.Captured::seconds).containsOnly(Capture.BEGINS);
    assertThat(capture.packets()).extracting(Pcap.Captured::fraction).containsExactly(6_000, 7_000);
    assertThat(capture.packets()).noneMatch(Pcap.Captured::cut);
  }

  @Test
  void framesOfOneStepFollowEachOther() throws IOException {
    drive("", "--set", "payload=1600", "--do=" + DOWN, "--pcap=" + file, "--json");
    assertThat(written().packets())
        .extracting(Pcap.Captured::fraction)
        .containsExactly(6_000, 6_001);
  }

  /** Also where nothing was sent yet: a capture without packets, and it is said. */
  @Test
  void aCaptureMayBeEmpty() throws IOException {
    Ran ran = drive("", "--do=app.send", "--pcap=" + file, "--format=svg");
    assertThat(ran.err()).endsWith(": 0 packets\n");
    assertThat(ran.out()).startsWith("<svg");
    assertThat(written().packets()).isEmpty();
  }

  /** An interactive session writes, at its end, the steps that lead to where it stands. */
  @Test
  void aSessionWritesAtItsEnd() throws IOException {
    Files.writeString(file, "what was there before");
    String typed = DOWN.replace(',', '\n') + "\nrouter.forward\nundo\nquit\n";
    Ran ran = drive(typed, "--pcap=" + file);
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).endsWith(": 1 packet\n");
    assertThat(written().packets()).hasSize(1);
  }

  @Test
  void whatCannotBeWrittenIsSaidInOneLineAndNothingIsPrinted() throws IOException {
    refused("the capture cannot be written to " + folder + ": it is a folder", "--pcap=" + folder);
    Path nowhere = folder.resolve("no").resolve("x.pcap");
    refused(
        "the capture cannot be written to "
            + nowhere
            + ": there is no folder "
            + nowhere.getParent(),
        "--pcap=" + nowhere);
    refused("--pcap needs FILE", "--pcap=");
    refused("--pcap does not go with --solution", "--pcap=" + file, "--exercise=1", "--solution");
    refused("--open does not go with --pcap", "--pcap=" + file, "--open=" + file);
    // A schedule that is not possible: the file stays what it was.
    refused(
        "step 1 \"nic.send\" is not possible; possible now: app.send app.halve app.double",
        "--pcap=" + file,
        "--do=nic.send");
    assertThat(file).doesNotExist();
    Ran aba = Ran.lab(Catalog.lab(), "", "drive", "aba", "--do=t1.read", "--pcap=" + file);
    assertThat(aba.code()).isEqualTo(2);
    assertThat(aba.out()).isEmpty();
    assertThat(aba.err())
        .startsWith("lab: --pcap: aba sends nothing over a wire; encapsulation")
        .hasLineCount(1);
    Ran toy = Ran.lab("drive", "counter", "--pcap=" + file);
    assertThat(toy.err())
        .isEqualTo("lab: --pcap: counter sends nothing over a wire; nothing here does\n");
  }

  private static void refused(String line, String... options) {
    Ran ran = drive("", options);
    assertThat(ran.code()).as(line).isEqualTo(2);
    assertThat(ran.out()).as(line).isEmpty();
    assertThat(ran.err()).isEqualTo("lab: " + line + "\n");
  }

  /** What tshark says: right where nothing went wrong, wrong where the mistake was made. */
  @ParameterizedTest
  @CsvSource({
    "'', '', 1 1 1",
    "timestamps=on vlan=on ipOptions=8, '', 1 1 1",
    "ip=6, '', 1  1",
    "transport=udp offload=on, '', 1 1 1",
    "'', tcp.wrap:pseudo-length, 1 1 0",
    "payload=101, tcp.wrap:odd-byte, 1 1 0",
    "'', tcp.wrap:byte-order, 1 1 0",
  })
  void tsharkJudgesWhatWasSent(String settings, String mistake, String expected) throws Exception {
    String way = settings.contains("udp") ? DOWN.replace("tcp.", "udp.") : DOWN;
    way = mistake.isEmpty() ? way : way.replace("tcp.wrap", mistake);
    assertThat(judged(settings, way)).containsExactly(expected);
  }

  /** A swap on the wire: the FCS alone. In the router: nobody. A stale checksum: IPv4's. */
  @Test
  void tsharkSeesWhatEachCheckSees() throws Exception {
    assertThat(judged("", DOWN + ",wire.swap")).containsExactly("1 1 1", "0 1 1");
    assertThat(judged("", DOWN + ",router.forward:swap")).containsExactly("1 1 1", "1 1 1");
    assertThat(judged("", DOWN + ",router.forward:stale-checksum"))
        .containsExactly("1 1 1", "1 0 1");
    assertThat(judged("", DOWN + ",router.forward")).containsExactly("1 1 1", "1 1 1");
  }

  /** Status of FCS, IPv4's and the transport's checksum: 1 good, 0 bad, empty for none. */
  private List<String> judged(String settings, String schedule) throws Exception {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, TSHARK)));
    assumeTrue(found, "there is no " + TSHARK);
    List<String> options = new ArrayList<>(List.of("--do=" + schedule, "--pcap=" + file));
    for (String setting : settings.isEmpty() ? new String[0] : settings.split(" ", -1)) {
      options.add("--set=" + setting);
    }
    assertThat(drive("", options.toArray(String[]::new)).err()).startsWith("Capture written");
    List<String> command = new ArrayList<>(List.of(TSHARK, "-r", file.toString(), "-T", "fields"));
    for (String layer : List.of("ip", "tcp", "udp")) {
      command.addAll(List.of("-o", layer + ".check_checksum:TRUE"));
    }
    command.addAll(List.of("-o", "eth.check_fcs:TRUE", "-E", "separator=|"));
    for (String field : List.of("eth.fcs", "ip.checksum", "tcp.checksum", "udp.checksum")) {
      command.addAll(List.of("-e", field + ".status"));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    List<String> rows = new ArrayList<>();
    for (String line : out.lines().toList()) {
      String[] status = line.split("[|]", -1);
      rows.add(status[0] + " " + status[1] + " " + status[2] + status[3]);
    }
    return rows;
  }

  @Test
  void aPacketOfACaptureIsPeeled() {
    drive("", "--do=" + DOWN + ",router.forward:stale-checksum", "--pcap=" + file);
    Ran first = drive("", "--open=" + file, "--do=receiver.peel*3");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains(
            "TCP is bytes 34..53; 100 bytes of payload are left.",
            ". holds   nothing-wrong",
            "source 192.0.2.1");
    Ran second = drive("receiver.peel\nreceiver.peel\n", "--open=" + file + ":2");
    assertThat(second.code()).isZero();
    assertThat(second.out())
        .contains("wrong: the checksum should be 0x4f34 (it is 0x4e34)", "X BROKEN  nothing-wrong");
    assertThat(second.out().replace("\n", " "))
        .endsWith(
            "To come back here: lab drive encapsulation --do=receiver.peel*2 --open="
                + file
                + ":2 ");
    assertThat(second.out()).doesNotContain("()");
    assertThat(drive("", "--open=" + file, "--do=receiver.peel", "--json").json().get("do"))
        .hasToString("\"receiver.peel\"");
  }

  @Test
  void aPeeledPacketFitsTheScreen() {
    drive("", "--set", "timestamps=on", "--do=" + DOWN, "--pcap=" + file);
    Room room =
        Catalog.lab()
            .room("encapsulation")
            .opened(CapturedPacket.named(file.toString()).read())
            .orElseThrow();
    FramesFitTest.fits(room, room.fixed());
  }

  @Test
  void whatCannotBeOpenedIsSaidInOneLine() throws IOException {
    drive("", "--do=" + DOWN, "--pcap=" + file);
    byte[] good = Files.readAllBytes(file);
    refused(file + " has one packet: N is 1..1 (got 2)", "--open=" + file + ":2");
    refused("--open: N is 1 or more (got 0)", "--open=" + file + ":0");
    refused("--open: N is 1 or more (got -1)", "--open=" + file + ":-1");
    refused(
        file + " has one packet: N is 1..1 (got 99999999999999999999)",
        "--open=" + file + ":99999999999999999999");
    refused("--open does not go with --fixed", "--open=" + file, "--fixed");
    refused("there is no file " + folder.resolve("no"), "--open=" + folder.resolve("no"));
    refused(folder + " is a folder", "--open=" + folder);
    refused("/dev/null is a device", "--open=/dev/null");
    refused("--open needs FILE or FILE:N", "--open=:1");
    refused("--open does not go with --exercise", "--open=" + file, "--exercise=1");
    refused("there is nothing to set here (got payload)", "--open=" + file, "--set", "payload=1");
    drive("", "--do=app.send", "--pcap=" + file);
    refused(file + " has no packets", "--open=" + file);
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    refused(
        file + ": packet 1 at byte 24 is cut off: its header says 158 bytes, 157 follow",
        "--open=" + file + ":1");
    Files.writeString(file, "no capture, but long enough to be one");
    refused(
        file + ": a capture begins with 0xa1b2c3d4 or 0xa1b23c4d (got 0x6e6f2063)",
        "--open=" + file);
    Files.write(file, new byte[] {10, 13, 13, 10});
    refused(file + ": a capture has a header of 24 bytes (got 4)", "--open=" + file);
    Ran aba = Ran.lab(Catalog.lab(), "", "drive", "aba", "--open=" + file);
    assertThat(aba.err()).isEqualTo("lab: --open: aba opens no capture; encapsulation does\n");
  }

  /** Typed again as it is, or quoted where a shell would read something else. */
  @Test
  void theOptionCanBeTypedAgain() {
    assertThat(CapturedPacket.named("a.pcap").option()).isEqualTo("--open=a.pcap:1");
    assertThat(CapturedPacket.named("my file.pcap:3").option())
        .isEqualTo("--open='my file.pcap:3'");
    assertThat(CapturedPacket.named("it's:x").option()).isEqualTo("--open='it'\\''s:x:1'");
    assertThat(CapturedPacket.named("a:1:2")).isEqualTo(new CapturedPacket("a:1", BigInteger.TWO));
  }
}
