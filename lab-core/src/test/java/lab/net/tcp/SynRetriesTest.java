package lab.net.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import lab.input.BadInput;
import org.junit.jupiter.api.Test;

class SynRetriesTest {
  /** Measured on a kernel newer than 6.5 (facts, section 10). */
  @Test
  void linuxWaitsFiveSecondsOneByOne() {
    assertThat(IntStream.rangeClosed(1, 6).mapToLong(SynRetries.LINUX::waitSeconds))
        .containsExactly(1L, 1L, 1L, 1L, 1L, 2L);
  }

  /** The kernel's ip-sysctl: 127 s, later 67 s to the last SYN and 131 s in all; SYN,ACK 63 s. */
  @Test
  void patienceIsAsTheKernelDocuments() {
    assertThat(SynRetries.DOUBLING.patienceSeconds()).isEqualTo(127);
    assertThat(SynRetries.LINUX.patienceSeconds()).isEqualTo(131);
    assertThat(SynRetries.LINUX.patienceSeconds() - SynRetries.LINUX.waitSeconds(11)).isEqualTo(67);
    assertThat(SynRetries.SYN_ACK.patienceSeconds()).isEqualTo(63);
  }

  @Test
  void thereAreNoMoreWaits() {
    assertThatThrownBy(() -> SynRetries.SYN_ACK.waitSeconds(7)).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> new SynRetries(2, 1)).isInstanceOf(BadInput.class);
  }
}
