package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.cli.render.Pictures;
import lab.cli.render.StageDiff;
import lab.cli.render.html.Palette.Theme;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class SvgRendererTest {
  private static final List<Stage> ALL =
      List.of(
          Pictures.ALL,
          Pictures.BOARD,
          Pictures.hostile(),
          Gallery.CLICKS,
          Gallery.HOST,
          Gallery.MORE,
          Stage.of());

  private static String svg(Stage stage, String... changed) {
    return SvgRenderer.render(stage, Set.of(changed), "pic", 960);
  }

  @Test
  void everyPrimitiveIsDrawnUnderItsKeyAndNothingIsAButton() {
    for (Stage stage : List.of(Pictures.ALL, Pictures.BOARD, Gallery.HOST, Gallery.CLICKS)) {
      Document document = Parsed.of(svg(stage));
      Set<String> keys =
          Parsed.elements(document, "g").stream()
              .map(g -> g.getAttribute("data-key"))
              .collect(Collectors.toSet());
      Set<String> things = new TreeSet<>(StageDiff.changed(Stage.of(), stage));
      things.removeIf(k -> k.matches("(code|pages)/.*/[0-9]+"));
      assertThat(keys).containsAll(things);
      assertThat(Parsed.elements(document, "button")).isEmpty();
    }
  }

  @Test
  void nothingLiesOutsideTheViewBox() {
    for (Stage stage : ALL) {
      Geometry.isWithin(Parsed.of(svg(stage)).getDocumentElement());
    }
  }

  @Test
  void hostileTextIsHarmlessAndNothingHasAStyleAttribute() {
    List<Element> elements = Parsed.elements(Parsed.of(svg(Pictures.hostile())), "*");
    assertThat(elements).noneMatch(e -> e.getTagName().equals("b") || e.hasAttribute("style"));
  }

  @Test
  void itCarriesBothThemesAndNoColourButThePalettes() {
    String svg = svg(Pictures.ALL);
    assertThat(svg).contains("@media (prefers-color-scheme:dark)").doesNotContain("var(");
    Set<String> ours =
        Arrays.stream(Palette.values())
            .flatMap(c -> Arrays.stream(Theme.values()).map(c::in))
            .collect(Collectors.toSet());
    assertThat(Pattern.compile("#[0-9a-f]{6}").matcher(svg).results().map(r -> r.group()))
        .isNotEmpty()
        .allMatch(ours::contains);
  }

  @Test
  void theOnlyAddressIsTheNamespace() {
    String svg = svg(Pictures.ALL).replace("http://www.w3.org/2000/svg", "");
    assertThat(svg).doesNotContain("http");
  }

  @Test
  void whatChangedHasAClass() {
    assertThat(Parsed.elements(Parsed.of(svg(Pictures.ALL, "ring/s2")), "g"))
        .filteredOn(g -> g.getAttribute("class").contains("changed"))
        .singleElement()
        .matches(g -> g.getAttribute("data-key").equals("ring/s2"));
  }

  @Test
  void theDescriptionIsTheSpokenPicture() {
    Element desc = Parsed.elements(Parsed.of(svg(Pictures.ALL)), "desc").getFirst();
    assertThat(desc.getTextContent()).contains("Cell 1 of 3: 42, first actor, HEAD is here.");
    assertThat(desc.getAttribute("id")).isEqualTo("pic-desc");
  }

  @Test
  void placesStandSideBySide() {
    List<Element> cards =
        Parsed.elements(Parsed.of(svg(Pictures.BOARD)), "rect").stream()
            .filter(r -> r.getAttribute("class").equals("card"))
            .toList();
    assertThat(cards).hasSize(3);
    assertThat(cards)
        .extracting(c -> c.getAttribute("y"))
        .containsOnly(cards.getFirst().getAttribute("y"));
    assertThat(cards).extracting(c -> Double.parseDouble(c.getAttribute("x"))).isSorted();
  }

  @Test
  void numbersHavePointsInEveryLanguage() {
    String before = svg(Pictures.ALL);
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(svg(Pictures.ALL)).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }
}
