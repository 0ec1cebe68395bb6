package lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuListTest {
  @Test
  void readsRangesAndSingles() {
    assertThat(CpuList.parse("0-3,8,10-11\n")).containsExactly(0, 1, 2, 3, 8, 10, 11);
    assertThat(CpuList.parse(" ")).isEmpty();
    assertThat(CpuList.parse("3,1-3")).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1-", "3-1", "1,,2", "-1"})
  void refusesWhatIsNoList(String text) {
    assertThatThrownBy(() -> CpuList.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void writesTheShortestForm() {
    assertThat(CpuList.format(List.of(0, 1, 2, 3, 8, 10, 11))).isEqualTo("0-3,8,10-11");
    assertThat(CpuList.format(List.of())).isEmpty();
  }
}
