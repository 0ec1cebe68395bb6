package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner's handshake as a capture, judged by tshark. */
final class HandshakeCaptureTest {
  private static final String TSHARK = "tshark";

  @Test
  void tsharkSeesTheHandshake(@TempDir Path folder) throws Exception {
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, TSHARK)));
    assumeTrue(found, "there is no " + TSHARK);
    Path file = folder.resolve("handshake.pcap");
    String schedule =
        "client.connect,client.send,net.deliver:server/SYN@4,net.deliver:client/SYN+ACK@8#5,"
            + "net.deliver:server/ACK@5#9/1,net.deliver:client/ACK@9#6";
    Ran ran =
        Ran.lab(
            Catalog.lab(),
            "",
            "drive",
            "handshake",
            "--fixed",
            "--set=oldSyn=off",
            "--do=" + schedule,
            "--pcap=" + file);
    assertThat(ran.err()).isEqualTo("Capture written to " + file + ": 4 packets\n");
    assertThat(judged(file))
        .containsExactly(
            "192.0.2.1 ··········S· 4 0 0 1 1",
            "192.0.2.2 ·······A··S· 8 5 0 1 1",
            "192.0.2.1 ·······AP··· 5 9 1 1 1",
            "192.0.2.2 ·······A···· 9 6 0 1 1");
  }

  /** Source, control bits, SEQ, ACK, octets, and whether the checksums of IP and TCP are good. */
  private static List<String> judged(Path file) throws Exception {
    List<String> command = new ArrayList<>(List.of(TSHARK, "-r", file.toString(), "-T", "fields"));
    for (String option :
        List.of(
            "ip.check_checksum:TRUE",
            "tcp.check_checksum:TRUE",
            "tcp.relative_sequence_numbers:FALSE")) {
      command.addAll(List.of("-o", option));
    }
    for (String field :
        List.of(
            "ip.src",
            "tcp.flags.str",
            "tcp.seq",
            "tcp.ack",
            "tcp.len",
            "ip.checksum.status",
            "tcp.checksum.status")) {
      command.addAll(List.of("-e", field));
    }
    command.addAll(List.of("-E", "separator= "));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().toList();
  }
}
