package lab.cli.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.cli.answer.RunDocument;
import lab.cli.report.Samples;
import lab.cli.report.compare.Comparison.Differs;
import org.junit.jupiter.api.Test;

/** Rows differ in word, then in size, are the same, or are not of the same thing. */
final class ComparerTest {
  private static final RunDocument RUN = Samples.run("aba");

  private static Comparison against(String... replacements) {
    return Comparer.of(List.of(RUN, Samples.changed("aba", replacements)));
  }

  private static Comparison.Row row(Comparison comparison, String label) {
    return comparison.rows().stream()
        .filter(r -> r.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRunIsTheSameAsItself() {
    Comparison same = Comparer.of(List.of(RUN, RUN));
    assertThat(same.rows()).hasSize(4).allMatch(r -> r.differs() == Differs.SAME);
    assertThat(same.counts()).isEqualTo("4 same.");
    assertThat(same.explanations()).isEmpty();
    assertThat(same.rows()).allMatch(r -> r.noise().isEmpty());
  }

  @Test
  void anotherWordComesFirst() {
    Comparison comparison =
        against(
            "\"word\":\"CONFIRMED\",\"sentence\":\"seen in 70",
            "\"word\":\"NOT SEEN\",\"sentence\":\"seen in 70",
            "\"count\":408",
            "\"count\":40800");
    assertThat(comparison.rows())
        .extracting(Comparison.Row::label)
        .startsWith("freed-head, tag=on tagBits=2", "freed-head, tag=off");
    assertThat(comparison.rows().stream().map(Comparison.Row::differs))
        .containsExactly(Differs.WORD, Differs.SIZE, Differs.SAME, Differs.SAME);
    assertThat(comparison.counts()).isEqualTo("1 differs in word, 1 differs in size, 2 same.");
  }

  @Test
  void anotherSizeIsMoreThanChanceOrNot() {
    Comparison far = against("\"count\":408", "\"count\":40800");
    assertThat(row(far, "freed-head, tag=off").differs()).isEqualTo(Differs.SIZE);
    assertThat(row(far, "freed-head, tag=off").noise().orElseThrow())
        .startsWith("The intervals of A and B are apart");
    Comparison near = against("\"count\":408", "\"count\":412");
    assertThat(row(near, "freed-head, tag=off").differs()).isEqualTo(Differs.SAME);
    assertThat(row(near, "freed-head, tag=off").noise().orElseThrow())
        .startsWith("The intervals overlap");
  }

  @Test
  void costsAreComparedByTheirRatio() {
    Comparison.Row row = row(against("AMD EPYC", "Other CPU"), "tag-beats-stamp");
    assertThat(row.cells().getFirst().orElseThrow().machine())
        .isEqualTo("1.76 times (1.27 to 2.36)");
    assertThat(row.cells().getFirst().orElseThrow().scores().orElseThrow())
        .isEqualTo("stamped 14.77 ns/op, tagged 8.37 ns/op");
  }

  @Test
  void otherSettingsTestsAndAnswersAreNotComparable() {
    assertThat(
            row(
                    against("\"grain\":\"operations\"", "\"grain\":\"accesses\""),
                    "freed-head, tag=off")
                .why())
        .contains("settings differ: grain is operations in A and accesses in B");
    assertThat(
            row(
                    against("lab.stress.memory.aba.BareStack", "lab.stress.memory.aba.OtherStack"),
                    "freed-head, tag=off")
                .why())
        .contains("tests: BareStack in A and OtherStack in B");
    assertThat(
            row(
                    against(
                        "\"label\":\"stamped\"",
                        "\"label\":\"sealed\"",
                        "stamped costs",
                        "sealed costs"),
                    "tag-beats-stamp")
                .why())
        .contains("what is measured: tagged against stamped in A and tagged against sealed in B");
    assertThat(row(against("\"unit\":\"ns/op\"", "\"unit\":\"us/op\""), "tag-beats-stamp").why())
        .contains("units: ns/op in A and us/op in B");
    assertThat(
            row(
                    against(
                        "\"answer\":\"safe\",\"do\":null", "\"answer\":\"no-answer\",\"do\":null"),
                    "freed-head, tag=unbounded")
                .why())
        .contains("the model's answer differs: safe in A and no-answer in B");
  }

  @Test
  void whichModelWasAskedIsNoMatterOfTheMachine() {
    assertThat(against("\"model\":\"java\"", "\"model\":\"sc\"").rows())
        .allMatch(r -> r.differs() == Differs.SAME);
  }

  @Test
  void whoCouldNotLookIsNotComparedAndWhoHasNoSuchRowNeither() {
    Comparison blind =
        against(
            "\"word\":\"CONFIRMED\",\"sentence\":\"seen in 70",
            "\"word\":\"UNAVAILABLE\",\"sentence\":\"no room; 70");
    Comparison.Row row = row(blind, "freed-head, tag=on tagBits=2");
    assertThat(row.differs()).isEqualTo(Differs.NOT_COMPARABLE);
    assertThat(row.why().orElseThrow()).startsWith("B could not look: no room");
    Comparison alone =
        against(
            "\"settings\":{\"tag\":\"off\"},\"word\"", "\"settings\":{\"tag\":\"odd\"},\"word\"");
    assertThat(alone.rows().stream().flatMap(r -> r.why().stream()))
        .contains("only in A", "only in B");
  }

  @Test
  void whyIsToldOfTheRowsThatDiffer() {
    Comparison comparison =
        against("\"arch\":\"amd64\"", "\"arch\":\"aarch64\"", "\"count\":408", "\"count\":40800");
    assertThat(comparison.explanations()).hasSize(1);
    assertThat(comparison.explanations().getFirst().rows()).containsExactly("freed-head, tag=off");
    assertThat(comparison.explanations().getFirst().reasons().getFirst())
        .startsWith("Memory order");
    assertThat(against("\"count\":408", "\"count\":40800").explanations().getFirst().reasons())
        .isEmpty();
  }

  @Test
  void threeRunsAreComparedEachWithEach() {
    Comparison three =
        Comparer.of(List.of(RUN, RUN, Samples.changed("aba", "\"count\":408", "\"count\":40800")));
    assertThat(three.sides()).extracting(Comparison.Side::name).containsExactly("A", "B", "C");
    assertThat(row(three, "freed-head, tag=off").noise().orElseThrow())
        .startsWith("The intervals of A and C, of B and C are apart");
  }
}
