package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PagesTest {
  private static final String ROOT = "sys/kernel/mm/transparent_hugepage/";

  @Test
  void basePagesAreNoHugePages() {
    try (Pages pages = Pages.base(5_000_000)) {
      assertThat(pages.inHugePages()).isZero();
      assertThat(pages.memory().byteSize()).isGreaterThanOrEqualTo(5_000_000);
      assertThat(pages.memory().address() % Pages.baseBytes()).isZero();
      pages.memory().set(ValueLayout.JAVA_LONG, 4_000_000, 7L);
      assertThat(pages.memory().get(ValueLayout.JAVA_LONG, 4_000_000)).isEqualTo(7);
    }
    assertThat(Integer.bitCount(Pages.baseBytes())).isEqualTo(1);
    assertThat(Pages.baseBytes()).isBetween(4096, 65536);
  }

  /** What is in hand is what was asked for, or the reason says what was given. */
  @Test
  void hugePagesAreHugeOrThereAreNone() {
    HugePages here = HugePages.ofThisMachine();
    assumeTrue(here.missing().isEmpty(), () -> here.missing().orElseThrow());
    try (Pages pages = Pages.huge(3_000_000)) {
      assertThat(pages.inHugePages()).isEqualTo(pages.memory().byteSize());
      assertThat(pages.memory().address() % here.bytes().orElseThrow()).isZero();
      assertThat(here.ofThisProcess()).isGreaterThanOrEqualTo(pages.memory().byteSize());
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageMatching("the system gave huge pages for \\d+ of \\d+ MiB");
    }
  }

  @Test
  void noBytesAreNoPages() {
    assertThatThrownBy(() -> Pages.base(0)).hasMessage("bytes must be >= 1: bytes=0");
  }

  @Test
  void whatTheSystemTells(@TempDir Path root) {
    SysTree tree = new SysTree(root);
    HugePages none = new HugePages(tree.files());
    assertThat(none.mode()).isEmpty();
    assertThat(none.missing()).contains("this system tells of no transparent huge pages");
    assertThat(none.ofThisProcess()).isZero();
    tree.with(ROOT + "enabled", "always madvise [never]").with(ROOT + "hpage_pmd_size", "33554432");
    assertThat(none.mode()).contains("never");
    assertThat(none.bytes()).as("of 16 KiB base pages").contains(32L << 20);
    assertThat(none.missing()).contains("transparent huge pages are switched off here");
    tree.with(ROOT + "enabled", "always [madvise] never");
    assertThat(none.missing()).isEmpty();
  }

  /** Areas that reach beyond, or lie elsewhere, are somebody else's. */
  @Test
  void onlyOurOwnAreasCount(@TempDir Path root) {
    String smaps =
        """
        7f0000000000-7f0000200000 rw-p 00000000 00:00 0
        Private_Hugetlb:       0 kB
        AnonHugePages:      2048 kB
        7f0000200000-7f0000600000 rw-p 00000000 00:00 0 [anon: a-b]
        AnonHugePages:      4096 kB
        7f0000600000-7f0000a00000 rw-p 00000000 00:00 0
        AnonHugePages:      1024 kB
        """;
    HugePages pages = new HugePages(new SysTree(root).with("proc/self/smaps", smaps).files());
    assertThat(pages.within(0x7f0000200000L, 0x400000)).isEqualTo(4L << 20);
    assertThat(pages.within(0x7f0000000000L, 0x600000)).isEqualTo(6L << 20);
    assertThat(pages.within(0x7f0000000000L, 0x100000)).isZero();
  }
}
