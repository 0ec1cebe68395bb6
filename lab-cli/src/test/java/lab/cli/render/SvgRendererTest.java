package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class SvgRendererTest {

  private static Document parse(Stage stage, String... changed) {
    String svg = SvgRenderer.render(stage, Set.of(changed), "pic");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + svg, e);
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void everyPrimitiveIsDrawnUnderItsKey() {
    List<String> keys =
        elements(parse(Pictures.ALL), "g").stream().map(g -> g.getAttribute("data-key")).toList();
    assertThat(keys)
        .contains(
            "ring",
            "ring/s0",
            "costs/send/kernel",
            "lanes/a/s",
            "lanes/m2",
            "code/l0",
            "stack/b",
            "stack/ca",
            "plot",
            "plot/flow");
  }

  @Test
  void hostileTextIsHarmless() {
    Document document = parse(Pictures.hostile());
    assertThat(document.getElementsByTagName("b").getLength()).isZero();
  }

  @Test
  void thereIsNoStyleAttributeAndTonesAreClassesAndColours() {
    Document document = parse(Pictures.ALL);
    assertThat(elements(document, "*")).noneMatch(e -> e.hasAttribute("style"));
    assertThat(elements(document, "rect")).allMatch(e -> !e.getAttribute("fill").isEmpty());
    assertThat(elements(document, "g")).anyMatch(e -> e.getAttribute("class").equals("tone-bad"));
    assertThat(elements(document, "pattern")).hasSize(Tone.values().length);
  }

  @Test
  void whatChangedHasAClass() {
    assertThat(elements(parse(Pictures.ALL, "ring/s2"), "g"))
        .filteredOn(g -> g.getAttribute("class").contains("changed"))
        .singleElement()
        .matches(g -> g.getAttribute("data-key").equals("ring/s2"));
  }

  @Test
  void theDescriptionIsTheSpokenPicture() {
    assertThat(elements(parse(Stage.of(Pictures.RING)), "desc"))
        .singleElement()
        .matches(d -> d.getTextContent().contains("Cell 1 of 3: 42, first actor, HEAD is here."));
  }

  @Test
  void nothingLiesOutsideTheViewBox() {
    Document document = parse(Pictures.ALL);
    String[] box = document.getDocumentElement().getAttribute("viewBox").split(" ");
    double height = Double.parseDouble(box[3]);
    for (Element rect : elements(document, "rect")) {
      if (!rect.hasAttribute("x")) {
        continue;
      }
      double right =
          Double.parseDouble(rect.getAttribute("x"))
              + Double.parseDouble(rect.getAttribute("width"));
      double bottom =
          Double.parseDouble(rect.getAttribute("y"))
              + Double.parseDouble(rect.getAttribute("height"));
      assertThat(right).isLessThanOrEqualTo(SvgRenderer.WIDTH);
      assertThat(bottom).isLessThanOrEqualTo(height);
    }
  }

  @Test
  void numbersHavePointsInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      String svg = SvgRenderer.render(Stage.of(Pictures.PLOT), Set.of(), "pic");
      assertThat(svg)
          .containsPattern("x1=\"[0-9]+\\.[0-9]\"")
          .doesNotContainPattern("x1=\"[0-9]+,");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aPictureOfNothingIsAPicture() {
    assertThat(parse(Stage.of()).getDocumentElement().getTagName()).isEqualTo("svg");
    Piece empty = new Piece.Table("t", "", List.of(), List.of());
    assertThat(parse(Stage.of(empty)).getDocumentElement().getTagName()).isEqualTo("svg");
  }
}
