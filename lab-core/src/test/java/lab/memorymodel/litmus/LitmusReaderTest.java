package lab.memorymodel.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program.Line;
import org.junit.jupiter.api.Test;

final class LitmusReaderTest {
  private static final String SB =
      """
      Java SB
      "Store buffering"
      Actors=a b
      { x = 0; y = 0; 0:X=x; 0:Y=y; 1:X=x; 1:Y=y; }
      Thread0 { X.setOpaque(1); int r0 = Y.getAcquire(); }
      Thread1 { Y.setRelease(1); r0 = X.get(); }
      locations [0:r0; 1:r0;]
      exists (0:r0=0 /\\ 1:r0=0)
      """;

  @Test
  void readsJava() {
    LitmusTest test = LitmusReader.read("sb.litmus", SB);
    assertThat(test.name()).isEqualTo("SB");
    assertThat(test.text()).isEqualTo("Store buffering");
    assertThat(test.program().threads().get(1).name()).isEqualTo("b");
    assertThat(texts(test, 0)).containsExactly("x.setOpaque(1)", "r0 = y.getAcquire()");
    assertThat(texts(test, 1)).containsExactly("y.setRelease(1)", "r0 = x");
    assertThat(test.observed()).extracting(Observed::text).containsExactly("0:r0", "1:r0");
    assertThat(test.condition().orElseThrow().text()).isEqualTo("exists (0:r0=0 /\\ 1:r0=0)");
  }

  @Test
  void answersUnderSc() {
    LitmusAnswer answer =
        LitmusAnswer.of(LitmusReader.read("sb.litmus", SB), List.of(MemoryModel.SC));
    LitmusAnswer.Allowed sc = (LitmusAnswer.Allowed) answer.models().get(MemoryModel.SC);
    assertThat(sc.allowed()).containsExactly(List.of(0, 1), List.of(1, 0), List.of(1, 1));
    assertThat(sc.verdict().orElseThrow())
        .isEqualTo(new LitmusAnswer.Verdict(LitmusAnswer.Holds.NEVER, false));
  }

  private static List<String> texts(LitmusTest test, int thread) {
    return test.program().threads().get(thread).lines().stream().map(Line::text).toList();
  }
}
