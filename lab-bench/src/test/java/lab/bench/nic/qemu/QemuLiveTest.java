package lab.bench.nic.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import lab.concurrent.nic.Invalidation;
import org.junit.jupiter.api.Test;

class QemuLiveTest {
  @Test
  void theSoftwareNicDoesWhatQemusE1000Does() throws IOException {
    assumeTrue(QemuLive.program().isPresent(), "there is no " + QemuLive.PROGRAM);
    List<String> theirs;
    try (QemuSide side = new QemuSide(QemuLive.program().orElseThrow().toString())) {
      theirs = Transcript.of(side);
    }
    try (SoftSide side = new SoftSide(Invalidation.STRICT)) {
      assertThat(Transcript.of(side)).isEqualTo(theirs);
    }
  }

  /** Without QEMU too: the list has what it must have, and tells cards apart. */
  @Test
  void theTranscriptHasTheRules() {
    try (SoftSide side = new SoftSide(Invalidation.STRICT)) {
      List<String> lines = Transcript.of(side);
      assertThat(lines)
          .contains("N posted, tail = head: on the wire", "line while masked false")
          .contains("reaped 0, outstanding 1", "line after reading ICR false")
          .hasSizeGreaterThan(100);
    }
  }
}
