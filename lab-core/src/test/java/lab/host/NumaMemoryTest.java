package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NumaMemoryTest {
  private static final long BYTES = 1 << 20;

  private static MemorySegment memory(Arena arena) {
    return arena.allocate(BYTES, NumaMemory.ALIGNMENT);
  }

  @Test
  void memoryThatIsBoundToANodeLiesThere() {
    List<Integer> nodes = NumaNodes.ofThisMachine().withMemory();
    assumeTrue(!nodes.isEmpty(), "the system shows no nodes");
    try (Arena arena = Arena.ofConfined()) {
      for (int node : nodes) {
        MemorySegment memory = memory(arena);
        Optional<String> refused = NumaMemory.bind(memory, node);
        assumeTrue(refused.isEmpty(), () -> refused.orElse(""));
        for (long offset = 0; offset < BYTES; offset += BYTES / 4) {
          assertThat(NumaMemory.nodeOf(memory, offset)).hasValue(node);
        }
      }
    }
  }

  @Test
  void aNodeThatIsNotThereIsRefusedWithTheReason() {
    try (Arena arena = Arena.ofConfined()) {
      Optional<String> refused = NumaMemory.bind(memory(arena), 1023);
      assertThat(refused).hasValueSatisfying(why -> assertThat(why).startsWith("mbind "));
    }
  }

  @Test
  void whatCannotBeIsRefusedBeforeTheKernelIsAsked() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = memory(arena);
      assertThatThrownBy(() -> NumaMemory.bind(memory, 1024))
          .hasMessage("node is 0..1023 (got 1024)");
      assertThatThrownBy(() -> NumaMemory.bind(memory, -1)).hasMessage("node is 0..1023 (got -1)");
      assertThatThrownBy(() -> NumaMemory.bind(memory.asSlice(8), 0))
          .hasMessageStartingWith("memory must begin at a multiple of 65536: address=");
    }
  }
}
