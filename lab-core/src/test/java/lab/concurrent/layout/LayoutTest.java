package lab.concurrent.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 128})
  void spacedCellsLieTheirStrideApartWithGuardsAtBothEnds(int stride) {
    SpacedLongs cells = new SpacedLongs(3, stride);
    assertThat((cells.index(1) - cells.index(0)) * Long.BYTES).isEqualTo(stride);
    assertThat((cells.index(2) - cells.index(1)) * Long.BYTES).isEqualTo(stride);
    assertThat(cells.index(0) * Long.BYTES).isEqualTo(CacheLine.PAIR_BYTES);
    assertThat((cells.array().length - 1 - cells.index(2)) * Long.BYTES)
        .isEqualTo(CacheLine.PAIR_BYTES);
  }

  @Test
  void cellsALineApartNeverShareOneWhereverTheArrayBegins() {
    SpacedLongs cells = new SpacedLongs(2, CacheLine.BYTES);
    for (int base = 0; base < CacheLine.BYTES; base += Long.BYTES) {
      int first = (base + cells.index(0) * Long.BYTES) / CacheLine.BYTES;
      int second = (base + cells.index(1) * Long.BYTES) / CacheLine.BYTES;
      assertThat(second).isGreaterThan(first);
    }
  }

  @Test
  void theSingleCellIsWhereTheConstantSays() {
    long[] array = SpacedLongs.single();
    SpacedLongs.ELEMENT.setRelease(array, SpacedLongs.SINGLE, 7L);
    assertThat(array[CacheLine.PAIR_BYTES / Long.BYTES]).isEqualTo(7);
    assertThat(array).hasSize(2 * CacheLine.PAIR_BYTES / Long.BYTES + 1);
  }

  @Test
  void valuesAreReadCellByCell() {
    SpacedLongs cells = new SpacedLongs(3, CacheLine.BYTES);
    for (int cell = 0; cell < cells.cells(); cell++) {
      SpacedLongs.ELEMENT.setOpaque(cells.array(), cells.index(cell), 10L + cell);
    }
    assertThat(cells.values()).containsExactly(10, 11, 12);
    assertThat(cells.strideBytes()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 128})
  void alignedCellsBeginAtALineAndLieTheirStrideApart(int stride) {
    try (Arena arena = Arena.ofConfined()) {
      AlignedLongs cells = new AlignedLongs(arena, 3, stride);
      assertThat((cells.segment().address() + cells.offset(0)) % CacheLine.BYTES).isZero();
      assertThat(cells.offset(1)).isEqualTo(stride);
      assertThat(cells.offset(2)).isEqualTo(2L * stride);
      AlignedLongs.LONG.setVolatile(cells.segment(), cells.offset(2), 5L);
      assertThat((long) AlignedLongs.LONG.getAndAdd(cells.segment(), cells.offset(2), 1L))
          .isEqualTo(5);
    }
  }

  @Test
  void wrongSizesAreRefusedWithRuleAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpacedLongs(0, 64))
        .withMessage("cells must be >= 1: cells=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpacedLongs(2, 12))
        .withMessage("strideBytes must be a multiple of 8, at least 8: strideBytes=12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlignedLongs.layout(2, 0))
        .withMessage("strideBytes must be a multiple of 8, at least 8: strideBytes=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlignedLongs.layout(0, 64))
        .withMessage("cells must be >= 1: cells=0");
    assertThatThrownBy(() -> new SpacedLongs(2, 64).index(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("cell is 0..1: cell=2");
  }
}
