package lab.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class OwnNetworkTest {
  /** Says where it is and waits. */
  public static final class Sleeper {
    public static void main(String[] args) throws Exception {
      LiveAnswers answers = LiveAnswers.start();
      if (OwnNetwork.inside(args)) {
        answers.value("inside", ProcessHandle.current().pid());
        Thread.sleep(args[0].equals("wait") ? 60_000 : 0);
      } else {
        OwnNetwork.run(Sleeper.class, args).ifPresent(answers::unavailable);
      }
      System.exit(args[0].equals("fail") ? 7 : 0);
    }
  }

  private static Process start(String word) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sleeper.class.getName(),
                word))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String said(Process parent) throws Exception {
    BufferedReader lines = parent.inputReader();
    String line = lines.readLine();
    assumeTrue(!line.contains("unavailable"), line);
    return line;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theProgramSpeaksFromInsideAndItsEndIsOurs() throws Exception {
    for (String word : List.of("end", "fail")) {
      Process parent = start(word);
      try {
        assertThat(said(parent)).startsWith("{\"name\":\"inside\",\"value\":");
        assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parent.exitValue()).isEqualTo(word.equals("end") ? 0 : 1);
      } finally {
        parent.destroyForcibly();
      }
    }
  }

  /** Killed in the way that cannot be answered: the namespace ends with what is in it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theProgramInsideDoesNotOutliveItsParent() throws Exception {
    Process parent = start("wait");
    try {
      String said = said(parent);
      long pid = Long.parseLong(said.substring(said.lastIndexOf(':') + 1, said.length() - 1));
      Optional<ProcessHandle> inside = ProcessHandle.of(pid);
      assertThat(inside).isPresent();
      parent.destroyForcibly().waitFor();
      assertThat(inside.get().onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aNetworkWithAWayOutIsNoneOfOurOwn() {
    OwnNetwork.requireAlone(List.of());
    assertThatThrownBy(() -> OwnNetwork.requireAlone(List.of("eth0", "wlan0")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("from here routes lead to eth0, wlan0");
    assertThat(OwnNetwork.inside(new String[] {"--millis=1"})).isFalse();
  }
}
