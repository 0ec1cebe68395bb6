package lab.concurrent.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlabTest {
  private final Arena arena = Arena.ofShared();

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void givesEveryBlockOnceAndAgainAfterItWasFreed() {
    Slab slab = new Slab(arena, 3, 9);
    assertThat(slab.blocks()).isEqualTo(3);
    assertThat(new int[] {slab.allocate(), slab.allocate(), slab.allocate()})
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(slab.allocate()).isEqualTo(Slab.NONE);
    slab.free(1);
    assertThat(slab.allocate()).isEqualTo(1);
    assertThat(slab.allocate()).isEqualTo(Slab.NONE);
  }

  @Test
  void blocksAreWholeLinesAndPoisonedUntilWrittenAndAgainWhenFreed() {
    Slab slab = new Slab(arena, 2, 9);
    assertThat(slab.offset(1)).isEqualTo(128);
    assertThat(slab.segment().byteSize()).isEqualTo(256);
    assertThat(slab.segment().address() % 64).isZero();
    int block = slab.allocate();
    for (int word = 0; word < 9; word++) {
      long at = slab.offset(block) + 8L * word;
      assertThat(slab.segment().get(ValueLayout.JAVA_LONG, at)).isEqualTo(Slab.POISON);
      slab.segment().set(ValueLayout.JAVA_LONG, at, word);
    }
    slab.free(block);
    for (int word = 0; word < 9; word++) {
      long at = slab.offset(block) + 8L * word;
      assertThat(slab.segment().get(ValueLayout.JAVA_LONG, at)).isEqualTo(Slab.POISON);
    }
  }

  @Test
  void misuseIsRefusedWithRuleAndValue() {
    Slab slab = new Slab(arena, 2, 1);
    int block = slab.allocate();
    slab.free(block);
    assertThatIllegalStateException()
        .isThrownBy(() -> slab.free(block))
        .withMessage("block " + block + " is not in use: it was freed before");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Slab(arena, 0, 1))
        .withMessage("blocks and wordsPerBlock must be >= 1: blocks=0, wordsPerBlock=1");
  }
}
