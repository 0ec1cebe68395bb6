package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
  @TempDir private Path root;

  @Test
  void whatTheSystemHasToGive() {
    SysTree tree =
        new SysTree(root)
            .with("proc/meminfo", "MemTotal: 9000 kB\nMemAvailable:    2048 kB")
            .with("proc/self/smaps", "7f00-7f01 r--p\nKernelPageSize:       16 kB");
    Memory memory = new Memory(tree.files());
    assertThat(memory.available()).hasValue(2L << 20);
    assertThat(memory.pageBytes()).hasValue(16 << 10);
    assertThatCode(() -> memory.need(2L << 20)).doesNotThrowAnyException();
    assertThatThrownBy(() -> memory.need(3L << 20)).hasMessage("3 MiB are needed, and 2 are free");
  }

  /** The tightest group decides; pages of files are given back. */
  @Test
  void aContainersLimitCounts() {
    SysTree tree =
        new SysTree(root)
            .with("proc/meminfo", "MemAvailable: 90000 kB")
            .with("proc/self/cgroup", "1:name=old:/x\n0::/outer/inner")
            .with("sys/fs/cgroup/outer/memory.max", "8000000")
            .with("sys/fs/cgroup/outer/memory.current", "7000000")
            .with("sys/fs/cgroup/outer/memory.stat", "anon 1\ninactive_file 500000")
            .with("sys/fs/cgroup/outer/inner/memory.max", "max");
    assertThat(new Memory(tree.files()).available()).hasValue(1_500_000);
    tree.with("sys/fs/cgroup/outer/inner/memory.max", "1000");
    assertThat(new Memory(tree.files()).available()).hasValue(1000);
  }

  @Test
  void anOldContainersLimitCounts() {
    SysTree tree =
        new SysTree(root)
            .with("sys/fs/cgroup/memory/memory.limit_in_bytes", "5000")
            .with("sys/fs/cgroup/memory/memory.usage_in_bytes", "6000");
    assertThat(new Memory(tree.files()).available()).hasValue(0);
  }

  @Test
  void aSilentSystemForbidsNothing() {
    Memory memory = new Memory(new SysTree(root).files());
    assertThat(memory.available()).isEmpty();
    assertThat(memory.pageBytes()).isEmpty();
    assertThatCode(() -> memory.need(Long.MAX_VALUE)).doesNotThrowAnyException();
  }
}
