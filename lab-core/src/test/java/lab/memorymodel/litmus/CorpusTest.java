package lab.memorymodel.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.memorymodel.MemoryModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CorpusTest {
  static List<String> names() {
    return Corpus.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyModelAnswersAsTheFileSays(String name) {
    LitmusTest test = Corpus.test(name);
    Map<String, String> answers = new LinkedHashMap<>();
    LitmusAnswer.of(test, List.of(MemoryModel.values()))
        .models()
        .forEach((model, answer) -> {
          if (answer instanceof LitmusAnswer.Allowed a) {
            assertThat(a.complete()).isTrue();
            answers.put(model.word(), a.verdict().orElseThrow().holds().word());
          }
        });
    assertThat(answers).isEqualTo(Corpus.expected(test));
  }

  @Test
  void everyDialectIsThere() {
    assertThat(Corpus.names().stream().map(n -> Corpus.test(n).dialect()).distinct())
        .containsExactlyInAnyOrder(Dialect.values());
  }

  /** What says the same in two languages has the same sets. */
  @ParameterizedTest
  @CsvSource({
    "java-SB-opaque, c-SB-relaxed",
    "java-SB-volatile, c-SB-seq_cst",
    "java-SB-fences, c-SB-fences",
    "java-SB-opaque, x86_64-SB",
    "java-SB-opaque, x86-SB",
    "java-SB-fences, x86_64-SB-mfence",
    "java-SB-volatile, x86_64-SB-xchg",
    "x86_64-SB-mfence, x86-SB-mfence",
    "x86_64-SB-xchg, x86-SB-xchg",
    "java-MP-opaque, x86_64-MP",
    "x86_64-MP, x86-MP",
    "java-MP-fences, c-MP-fences"
  })
  void dialectsAgree(String one, String other) {
    LitmusTest a = Corpus.test(one);
    LitmusTest b = Corpus.test(other);
    for (MemoryModel model : MemoryModel.values()) {
      if (model != MemoryModel.JAVA || !b.dialect().isMachineCode()) {
        assertThat(Corpus.allowed(a, model).allowed())
            .as(model.word())
            .isEqualTo(Corpus.allowed(b, model).allowed());
      }
    }
  }

  @Test
  void aMachineCodeFileHasNoJavaAnswer() {
    LitmusAnswer.Answer answer =
        LitmusAnswer.of(Corpus.test("x86-SB"), List.of(MemoryModel.JAVA))
            .models()
            .get(MemoryModel.JAVA);
    assertThat(((LitmusAnswer.NoAnswer) answer).reason()).contains("X86", "sc and tso");
  }

  @Test
  void aModelThatIsAskedTooMuchSaysSo() {
    StringBuilder stores = new StringBuilder();
    StringBuilder init = new StringBuilder();
    for (char c = 'a'; c <= 'j'; c++) {
      init.append(c).append("=0;");
      stores.append(Character.toUpperCase(c)).append(".set(1);");
    }
    LitmusTest test = LitmusReader.read("f", "Java many\n{" + init + "}\nThread0 {" + stores + "}");
    LitmusAnswer answer = LitmusAnswer.of(test, List.of(MemoryModel.SC, MemoryModel.JAVA));
    assertThat(answer.models().get(MemoryModel.SC)).isInstanceOf(LitmusAnswer.Allowed.class);
    assertThat(answer.models().get(MemoryModel.JAVA))
        .isInstanceOfSatisfying(
            LitmusAnswer.NoAnswer.class, a -> assertThat(a.reason()).contains("reordered"));
  }

  @Test
  void aVerdictSaysWhetherItsQuantifierIsRight() {
    assertThat(verdict("java-SB-opaque", MemoryModel.SC)).isEqualTo("never false");
    assertThat(verdict("java-SB-opaque", MemoryModel.TSO)).isEqualTo("sometimes true");
    assertThat(verdict("x86-MP", MemoryModel.TSO)).isEqualTo("never true");
    assertThat(verdict("java-cas", MemoryModel.SC)).isEqualTo("always true");
  }

  private static String verdict(String name, MemoryModel model) {
    LitmusAnswer.Verdict v = Corpus.allowed(Corpus.test(name), model).verdict().orElseThrow();
    return v.holds().word() + " " + v.validated();
  }
}
