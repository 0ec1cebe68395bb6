package lab.memorymodel.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.input.BadInput;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;
import lab.memorymodel.MemoryModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class ShapesTest {
  static final List<String> NAMES = Shapes.names();

  /**
   * Is the weak outcome allowed? Per model the modes plain, opaque, acquire-release, volatile. What
   * herd7 says to x86-TSO and RC11; plain is what a compiler may do besides.
   */
  private static final String TABLE =
      """
      SB,          nnnn, yyyn, yyyn
      MP,          nnnn, nnnn, yynn
      LB,          nnnn, nnnn, ynnn
      S,           nnnn, nnnn, yynn
      R,           nnnn, yyyn, yyyn
      2+2W,        nnnn, nnnn, yyyn
      CoRR,        nnnn, nnnn, ynnn
      CoWR,        nnnn, nnnn, nnnn
      WRC,         nnnn, nnnn, yynn
      ISA2,        nnnn, nnnn, yynn
      RWC,         nnnn, yyyn, yyyn
      IRIW,        nnnn, nnnn, yyyn
      pin,         nnnn, yyyn, yyyn
      spsc,        nnnn, nnnn, yynn
      rearm,       nnnn, yyyn, yyyn
      seqlock,     nnnn, nnnn, yynn
      peterson,    nnnn, yyyn, yyyn
      lost-update, yyyy, yyyy, yyyy
      """;

  @ParameterizedTest
  @CsvSource(textBlock = TABLE)
  void theWeakOutcomeIsAllowedAsKnown(String shape, String sc, String tso, String java) {
    assertThat(answers(shape, MemoryModel.SC)).as("sc").isEqualTo(sc);
    assertThat(answers(shape, MemoryModel.TSO)).as("tso").isEqualTo(tso);
    assertThat(answers(shape, MemoryModel.JAVA)).as("java").isEqualTo(java);
  }

  @Test
  void everyShapeIsInTheTable() {
    assertThat(TABLE.lines().map(row -> row.substring(0, row.indexOf(','))))
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }

  private static String answers(String shape, MemoryModel model) {
    return AccessMode.WORDS.stream()
        .map(mode -> Corpus.allowed(Shapes.named(shape).withMode(mode), model))
        .map(a -> a.verdict().orElseThrow().holds() == LitmusAnswer.Holds.NEVER ? "n" : "y")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aShapeSaysWhatAPersonNeeds(String name) {
    LitmusTest test = Shapes.named(name);
    assertThat(test.name()).isEqualTo(name);
    assertThat(test.dialect()).isEqualTo(Dialect.JAVA);
    assertThat(test.text()).isNotBlank();
    assertThat(test.info().get("Weak")).matches("[a-z].*[^.]").doesNotContain("stale");
    assertThat(test.info().get("Never")).matches("[A-Z].*[.]").doesNotContain("It never happens");
    assertThat(test.condition()).isPresent();
    assertThat(test.program().threads().size()).isBetween(2, 4);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aModeIsThatOfEveryAccess(String name) {
    LitmusTest test = Shapes.named(name).withMode("acquire-release");
    Set<AccessMode> loads = modes(test, Instruction.Load.class);
    Set<AccessMode> stores = modes(test, Instruction.Store.class);
    assertThat(loads).isSubsetOf(AccessMode.ACQUIRE);
    assertThat(stores).containsExactly(AccessMode.RELEASE);
    assertThat(modes(Shapes.named(name), Instruction.Store.class))
        .containsExactly(AccessMode.OPAQUE);
  }

  private static Set<AccessMode> modes(LitmusTest test, Class<? extends Instruction> kind) {
    return test.program().threads().stream()
        .flatMap(t -> t.lines().stream())
        .map(l -> l.instruction())
        .filter(kind::isInstance)
        .map(i -> i instanceof Instruction.Load l ? l.mode() : ((Instruction.Store) i).mode())
        .collect(Collectors.toSet());
  }

  @Test
  void machineCodeHasNoModes() {
    assertThatThrownBy(() -> Corpus.test("x86-SB").withMode("plain"))
        .hasMessage("X86 code has no access modes: SB");
  }

  @Test
  void anUnknownShapeNamesTheNearest() {
    assertThatThrownBy(() -> Shapes.named("SBB"))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("shape is one of MP, SB,")
        .hasMessageEndingWith("(got SBB); did you mean SB?");
  }

  /**
   * What is read after the wait is what MP allows once the flag was seen: one source, two forms.
   */
  @ParameterizedTest
  @FieldSource("MODES")
  void theWaitingConsumerReadsWhatMpAllowsWithTheFlag(String mode) {
    for (MemoryModel model : MemoryModel.values()) {
      Set<Integer> spinning =
          Corpus.allowed(Shapes.named(Shapes.SPINNING_MP).withMode(mode), model).allowed().stream()
              .map(List::getFirst)
              .collect(Collectors.toSet());
      Set<Integer> once =
          Corpus.allowed(Shapes.named("MP").withMode(mode), model).allowed().stream()
              .filter(v -> v.getFirst() == 1)
              .map(List::getLast)
              .collect(Collectors.toSet());
      assertThat(spinning).as(model.word()).isEqualTo(once);
    }
  }

  static final List<String> MODES = AccessMode.WORDS;
}
