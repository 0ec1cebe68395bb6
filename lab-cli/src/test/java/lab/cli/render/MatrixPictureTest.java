package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import lab.cli.answer.HostResult;
import lab.cli.answer.Matrix;
import lab.cli.render.html.PageRenderer;
import org.junit.jupiter.api.Test;

class MatrixPictureTest {
  private static final Look TEXT = new Look(78, true, false);

  private static HostResult.Pairs pairs(
      int size, boolean sampled, BiFunction<Integer, Integer, Optional<Double>> value) {
    List<String> names = IntStream.range(0, size).mapToObj(Integer::toString).toList();
    List<List<Optional<Double>>> values =
        IntStream.range(0, size)
            .mapToObj(row ->
                IntStream.range(0, size).mapToObj(column -> value.apply(row, column)).toList())
            .toList();
    List<List<String>> siblings = List.of(List.of("0", "1"));
    Matrix matrix = new Matrix(names, names, "ns", values, sampled, siblings);
    return new HostResult.Pairs(
        "live", "claim", "hand-over", Map.of(), Optional.empty(), matrix, List.of(), List.of());
  }

  /** Complexes of some CPUs each, near within and far between. */
  private static Optional<Double> price(int row, int column, int complex) {
    return row == column
        ? Optional.empty()
        : Optional.of(row / complex == column / complex ? 25.25 : 105.4);
  }

  @Test
  void fewAreNumbersAndSigns() {
    HostResult.Pairs four = pairs(4, false, (row, column) -> price(row, column, 2));
    assertThat(MatrixPicture.lines(four, TEXT))
        .containsExactly(
            "hand-over",
            "least 25.2 ns   median 105.4 ns   most 105.4 ns",
            "  ns  0      1      2      3",
            ". 0   -      25.2   105    105",
            ". 1   25.2   -      105    105",
            ". 2   105    105    -      25.2",
            ". 3   105    105    25.2   -",
            ".#==",
            "#.==",
            "==.+",
            "==+.",
            "[# one core][+ near, < 45 ns][~ between][= far, > 70 ns][. not measured]");
  }

  /** A machine of 192 CPUs, a quarter of whose pairs there was time for. */
  @Test
  void manyAreSignsForBlocks() {
    HostResult.Pairs many =
        pairs(
            192,
            true,
            (row, column) ->
                (row * 7 + column * 7 + row * column) % 4 == 0
                    ? price(row, column, 24)
                    : Optional.empty());
    List<String> lines = MatrixPicture.lines(many, TEXT);
    assertThat(lines).allMatch(line -> line.length() <= 78).hasSizeLessThan(70);
    assertThat(lines.getFirst()).contains("sampled").contains("% of the pairs");
    assertThat(lines).contains("a sign stands for 3 by 3");
    assertThat(lines.get(3)).hasSize(64).startsWith(".+++++++=").endsWith("========");
    String page =
        new PageRenderer(344, false)
            .render(MatrixPicture.stage(many), Set.of(), "pairs")
            .toString();
    assertThat(page).contains("a sign stands for 3 by 3").hasSizeLessThan(400_000);
  }

  /** Whoever listens hears the ends and the middle first. */
  @Test
  void theEndsAndTheMiddleAreSpoken() {
    HostResult.Pairs four = pairs(4, false, (row, column) -> price(row, column, 2));
    assertThat(Speech.of(MatrixPicture.stage(four)))
        .startsWith("hand-over.", "least 25.2 ns.", "median 105.4 ns.", "most 105.4 ns.");
  }

  @Test
  void whereNothingWasMeasuredNothingIsSaid() {
    HostResult.Pairs none = pairs(2, true, (row, column) -> Optional.empty());
    assertThat(MatrixPicture.lines(none, TEXT).getFirst())
        .isEqualTo("hand-over, sampled: 0 % of the pairs");
    assertThat(MatrixPicture.lines(none, TEXT)).noneMatch(line -> line.startsWith("least"));
  }
}
