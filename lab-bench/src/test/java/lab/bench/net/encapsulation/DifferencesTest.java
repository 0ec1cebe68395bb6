package lab.bench.net.encapsulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lab.bench.harness.LiveAnswers;
import lab.host.NetworkDevice;
import lab.host.NetworkNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A kernel that is set otherwise than predicted is found out; a thread of root's can be alone. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class DifferencesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LiveAnswers answers =
      LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8));
  private final Tally tally = new Tally(answers);

  private static void alone(Callable<Void> what) throws Exception {
    try (ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().factory())) {
      Optional<String> refused = thread.submit(NetworkNamespace::enterNew).get();
      assumeTrue(refused.isEmpty(), () -> refused.orElse(""));
      thread.submit(what).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private List<String> said() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String first() {
    return said().stream()
        .filter(l -> l.startsWith("{\"name\":\"first difference\""))
        .findFirst()
        .orElse("none");
  }

  private static NetworkDevice loopback() throws Exception {
    NetworkDevice loopback = Place.LOOPBACK.device();
    loopback.up();
    loopback.mtu(1500);
    return loopback;
  }

  private static Wish wish(String... arguments) {
    return Wish.of(arguments);
  }

  @Test
  void aConnectionWithoutTimestampsIsShorterThanPredicted() throws Exception {
    alone(() -> {
      loopback();
      Sysctl.timestamps(false);
      LoopbackCount.count(answers, tally, wish("--payload=100"), false, 50);
      return null;
    });
    assertThat(first()).contains("opening, bytes: predicted 172, counted 144");
    assertThat(said()).doesNotContain("{\"outcome\":\"other-bytes\",\"count\":0}");
    assertThat(said().getLast()).contains("acknowledgements");
  }

  @Test
  void aLoopbackThatCutsSendsMoreThanOneLargePacket() throws Exception {
    alone(() -> {
      loopback().cutsNothing();
      LoopbackCount.count(answers, tally, wish("--payload=3000"), false, 50);
      return null;
    });
    // How often TCP acknowledges is its own business.
    assertThat(first()).contains("predicted ").contains("by TCP's count 3 segments of data");
    assertThat(said()).doesNotContain("{\"outcome\":\"other-bytes\",\"count\":0}");
  }

  @Test
  void aCableWithoutTimestampsCarriesOtherFrames() throws Exception {
    alone(() -> {
      loopback();
      Sysctl.timestamps(false);
      CableCount.count(answers, tally, wish("--payload=1460"), 50);
      return null;
    });
    assumeTrue(said().stream().noneMatch(l -> l.startsWith("{\"name\":\"cable\"")), "no cable");
    assertThat(first()).contains("predicted 1592 bytes in 2 frames; captured 1514 in 1");
  }

  @Test
  void whereThereIsNoVersion6TheRestIsAsked() throws Exception {
    alone(() -> {
      Files.writeString(Path.of("/proc/sys/net/ipv6/conf/all/disable_ipv6"), "1");
      Files.writeString(Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6"), "1");
      LoopbackBytes.alone(answers, wish("--ip=6"), "", 50);
      assertThat(said()).containsExactly("{\"unavailable\":\"there is no loopback of IPv6 here\"}");
      out.reset();
      loopback();
      CableCount.count(answers, tally, wish("--payload=100"), 50);
      new Traffic(Place.LOOPBACK, () -> {}).round();
      return null;
    });
    assumeTrue(said().stream().noneMatch(l -> l.startsWith("{\"name\":\"cable\"")), "no cable");
    assertThat(said()).contains("{\"outcome\":\"other-bytes\",\"count\":0}");
  }
}
