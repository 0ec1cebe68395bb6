package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class AffinityTest {
  @Test
  void aPinnedThreadRunsWhereItWasPinnedAndNowhereElse() throws InterruptedException {
    List<Integer> allowed = Affinity.allowed();
    assertThat(allowed).isNotEmpty();
    for (int cpu : allowed) {
      Throwable[] failure = new Throwable[1];
      Thread.ofPlatform()
          .uncaughtExceptionHandler((t, e) -> failure[0] = e)
          .start(() -> {
            assertThat(Affinity.pin(cpu)).isTrue();
            assertThat(Affinity.allowed()).containsExactly(cpu);
            assertThat(Affinity.current()).isEqualTo(cpu);
          })
          .join();
      assertThat(failure[0]).isNull();
    }
    assertThat(Affinity.allowed()).as("other threads are left alone").isEqualTo(allowed);
  }

  @Test
  void aCpuThatIsNotThereIsRefused() {
    assertThat(Affinity.pin(8191)).isFalse();
    assertThat(Affinity.allow(List.of())).isFalse();
    assertThatThrownBy(() -> Affinity.pin(8192)).hasMessage("cpu is 0..8191 (got 8192)");
  }
}
