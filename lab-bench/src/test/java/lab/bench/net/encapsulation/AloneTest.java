package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs as they are started, in a network of their own where there is one. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class AloneTest {
  static List<String> said(Class<?> program, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      byte[] out = process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isZero();
      return new String(out, StandardCharsets.UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp 4", "udp 6"})
  void everyByteIsPredicted(String how) throws Exception {
    List<String> said =
        said(
            LoopbackBytes.class,
            "--transport=" + how.substring(0, 3),
            "--ip=" + how.substring(4),
            "--payload=5000",
            "--millis=300");
    assumeFalse(
        said.getFirst().contains("beside others"), "no network of its own: " + said.getFirst());
    assertThat(said)
        .noneMatch(l -> l.startsWith("{\"outcome\":\"other-bytes\"") && !l.endsWith(":0}"))
        .anyMatch(l -> l.startsWith("{\"outcome\":\"as-predicted\"") && !l.endsWith(":0}"))
        .anyMatch(l -> l.startsWith("{\"name\":\"predicted\""));
    assumeFalse(said.stream().anyMatch(l -> l.startsWith("{\"name\":\"cable\"")), "no cable");
    assertThat(said).anyMatch(l -> l.startsWith("{\"name\":\"cable, predicted\""));
  }

  @Test
  void everyHeaderIsRebuilt() throws Exception {
    List<String> said = said(CapturedHeaders.class, "--millis=300");
    assumeFalse(said.getLast().contains("unavailable"), said.getLast());
    assertThat(said)
        .noneMatch(l -> l.startsWith("{\"outcome\":\"other-header\"") && !l.endsWith(":0}"))
        .anyMatch(l -> l.startsWith("{\"outcome\":\"rebuilt\"") && !l.endsWith(":0}"));
    for (String name : List.of("Ethernet", "IPv4", "IPv6", "TCP", "UDP", "ICMP", "ICMPv6")) {
      assertThat(said).anyMatch(l -> l.startsWith("{\"name\":\"headers, " + name + "\""));
    }
  }
}
