package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.cli.render.Pictures;
import lab.cli.render.Speech;
import lab.cli.render.StageDiff;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Cells;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class PageRendererTest {
  private static final List<Stage> ALL =
      List.of(
          Pictures.ALL,
          Pictures.BOARD,
          Pictures.hostile(),
          Gallery.CLICKS,
          Gallery.HOST,
          Gallery.MORE,
          Stage.of());

  private static String html(Stage stage, int width, boolean live, Set<String> changed) {
    return new PageRenderer(width, live).render(stage, changed, "pic").toString();
  }

  private static Document parse(Stage stage, int width, boolean live) {
    return Parsed.of(html(stage, width, live, Set.of()));
  }

  /** Every thing of the picture; a cell of a table is no thing of its own. */
  private static Set<String> keys(Stage stage) {
    Set<String> keys = new HashSet<>(StageDiff.changed(Stage.of(), stage));
    keys.removeIf(k -> k.matches("(code|pages|t|mem)/.*/[0-9]+"));
    return keys;
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 840, 1280})
  void drawingsLieWithinTheirWidth(int width) {
    for (Stage stage : ALL) {
      for (boolean live : new boolean[] {false, true}) {
        for (Element svg : Parsed.elements(parse(stage, width, live), "svg")) {
          assertThat(Integer.parseInt(svg.getAttribute("width"))).isLessThanOrEqualTo(width);
          Geometry.isWithin(svg);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 840, 1280})
  void everyThingIsThereUnderItsKey(int width) {
    for (Stage stage : List.of(Pictures.ALL, Pictures.BOARD, Gallery.CLICKS, Gallery.HOST)) {
      for (boolean live : new boolean[] {false, true}) {
        Set<String> drawn =
            Parsed.elements(parse(stage, width, live), "*").stream()
                .map(e -> e.getAttribute("data-key"))
                .collect(Collectors.toSet());
        assertThat(drawn).containsAll(keys(stage));
        assertThat(drawn).containsAll(stage.pieces().stream().map(p -> p.key()).toList());
      }
    }
  }

  /**
   * A drawing that nearly fits a phone is shown smaller there, unless its type is small already.
   */
  @Test
  void aDrawingThatNearlyFitsShrinks() {
    Stage chain = Stage.of(chain(3, ""));
    String fits = draw(chain);
    assertThat(fits).contains("drawing shrinks");
    String labelled = draw(Stage.of(chain(3, "next")));
    assertThat(labelled).contains("class=\"drawing\"").doesNotContain("drawing shrinks");
    String wide = draw(Stage.of(chain(5, "")));
    assertThat(wide).contains("class=\"drawing\"").doesNotContain("drawing shrinks");
  }

  private static String draw(Stage stage) {
    return new PageRenderer(840, false).render(stage, Set.of(), "p").toString();
  }

  private static Piece chain(int nodes, String label) {
    List<Piece.Node> all = new ArrayList<>();
    List<Piece.Edge> edges = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      all.add(Piece.Node.of("n" + i, "node " + i, i, 0, Tone.A));
      if (i > 0) {
        edges.add(new Piece.Edge("e" + i, "n" + (i - 1), "n" + i, label, Tone.IDLE));
      }
    }
    return new Piece.Links("chain", "", all, edges);
  }

  @Test
  void aKeyIsThatOfOneThing() {
    for (Stage stage : List.of(Pictures.ALL, Gallery.CLICKS, Gallery.HOST)) {
      List<String> drawn =
          Parsed.elements(parse(stage, 840, true), "*").stream()
              .map(e -> e.getAttribute("data-key"))
              .filter(k -> !k.isEmpty())
              .toList();
      assertThat(drawn).doesNotHaveDuplicates();
    }
  }

  @Test
  void nothingThatAStrictPolicyRefusesAndNoAddress() {
    for (Stage stage : ALL) {
      String html = html(stage, 840, true, Set.of());
      assertThat(html).doesNotContain("http:", "https:", "javascript:", "url(h");
      for (Element e : Parsed.elements(Parsed.of(html), "*")) {
        IntStream.range(0, e.getAttributes().getLength())
            .mapToObj(i -> e.getAttributes().item(i).getNodeName())
            .forEach(name -> assertThat(name).isNotEqualTo("style").doesNotStartWith("on"));
      }
    }
  }

  @Test
  void hostileTextIsText() {
    for (Element e : Parsed.elements(parse(Pictures.hostile(), 840, true), "b")) {
      assertThat(e.getAttribute("class")).isEqualTo("star");
    }
    assertThat(html(Pictures.hostile(), 840, true, Set.of())).doesNotContain("\u202e", "\u001b");
  }

  @Test
  void idsAreUniqueAndEveryReferenceIsMet() {
    for (Stage stage : ALL) {
      String html = html(stage, 840, false, Set.of());
      List<String> ids =
          Parsed.elements(Parsed.of(html), "*").stream()
              .map(e -> e.getAttribute("id"))
              .filter(i -> !i.isEmpty())
              .toList();
      assertThat(ids).doesNotHaveDuplicates().allMatch(i -> i.startsWith("pic"));
      for (String part : html.split("url\\(#", -1)) {
        if (!part.startsWith("<div")) {
          assertThat(ids).contains(part.substring(0, part.indexOf(')')));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 840})
  void whatCanBeClickedIsAButtonInALivePictureOnly(int width) {
    List<Element> buttons = Parsed.elements(parse(Gallery.CLICKS, width, true), "button");
    assertThat(buttons).hasSize(64 + 5);
    assertThat(buttons).allMatch(b -> b.getAttribute("type").equals("button"));
    assertThat(buttons).extracting(b -> b.getAttribute("data-do")).containsAll(Gallery.CLICKED);
    assertThat(buttons)
        .filteredOn(b -> b.hasAttribute("data-set"))
        .singleElement()
        .matches(b -> b.getAttribute("data-set").equals("tag=on") && !b.hasAttribute("data-do"));
    Document still = parse(Gallery.CLICKS, width, false);
    assertThat(Parsed.elements(still, "button")).isEmpty();
    assertThat(Parsed.elements(still, "*"))
        .noneMatch(e -> e.hasAttribute("data-do") || e.hasAttribute("data-set"));
  }

  @Test
  void noButtonIsHiddenFromAScreenReaderAndEveryDrawingIs() {
    Document document = parse(Gallery.CLICKS, 840, true);
    for (Element button : Parsed.elements(document, "button")) {
      for (org.w3c.dom.Node n = button; n instanceof Element e; n = n.getParentNode()) {
        assertThat(e.getAttribute("aria-hidden")).isEmpty();
      }
    }
    for (Element svg : Parsed.elements(parse(Pictures.ALL, 840, true), "svg")) {
      assertThat(svg.getAttribute("aria-hidden")).isEqualTo("true");
    }
    assertThat(Parsed.elements(document, "details"))
        .singleElement()
        .satisfies(d -> assertThat(d.getTextContent()).contains(Speech.of(Gallery.CLICKS)));
  }

  @Test
  void aTokenIsWhereTheThingIsThatHoldsIt() {
    assertThat(Parsed.elements(parse(Gallery.CLICKS, 840, false), "*"))
        .filteredOn(e -> e.getAttribute("data-token").equals("node A"))
        .singleElement()
        .matches(e -> e.getAttribute("data-key").equals("free/a"));
    assertThat(Parsed.elements(parse(Pictures.ALL, 840, false), "g"))
        .anyMatch(e -> e.getAttribute("data-token").equals("chunk 0"));
  }

  @Test
  void whatChangedHasAClassAndAMark() {
    String html = html(Pictures.BOARD, 840, false, Set.of("a/cell", "figures/rate"));
    List<Element> changed =
        Parsed.elements(Parsed.of(html), "*").stream()
            .filter(e -> e.getAttribute("class").matches(".* changed"))
            .toList();
    assertThat(changed)
        .extracting(e -> e.getAttribute("data-key"))
        .containsExactly("a/cell", "figures/rate");
    assertThat(changed).allMatch(e -> e.getTextContent().contains("*"));
    assertThat(html(Pictures.BOARD, 840, false, Set.of())).doesNotContain("changed");
  }

  @Test
  void placesAreBesideEachOtherWhereThereIsRoomAndBelowWhereNot() {
    assertThat(lines(Gallery.HOST, 1200))
        .isEqualTo(Map.of("driver", 0, "ring in memory", 0, "NIC", 0, "host memory", 1));
    assertThat(lines(Gallery.HOST, 320)).containsEntry("ring in memory", 0).containsEntry("NIC", 1);
    assertThat(lines(Pictures.BOARD, 390).values()).contains(0);
  }

  /** Place to line; all that is in a line has tracks of its own, and no more than there are. */
  private static Map<String, Integer> lines(Stage stage, int width) {
    return Parsed.elements(parse(stage, width, false), "div").stream()
        .filter(d -> d.hasAttribute("data-place"))
        .peek(d -> {
          String[] classes = d.getAttribute("class").split("at-|span-|line-", -1);
          int track = Integer.parseInt(classes[1].strip());
          int span = Integer.parseInt(classes[2].strip());
          assertThat(track + span).isLessThanOrEqualTo(BoardLayout.TRACKS);
        })
        .collect(
            Collectors.toMap(
                d -> d.getAttribute("data-place"),
                d -> Integer.parseInt(d.getAttribute("class").split("line-", -1)[1])));
  }

  @Test
  void equalPicturesGiveEqualCharacters() {
    for (Stage stage : ALL) {
      assertThat(html(stage, 840, true, Set.of())).isEqualTo(html(stage, 840, true, Set.of()));
    }
  }

  @Test
  void aRingIsRoundUpTo32SlotsAndARowBeyondOrWithoutRoom() {
    assertThat(Parsed.elements(parse(Stage.of(Gallery.ring(32, "")), 840, false), "svg"))
        .hasSize(1);
    assertThat(Parsed.elements(parse(Stage.of(Gallery.ring(33, "")), 840, false), "svg")).isEmpty();
    assertThat(Parsed.elements(parse(Stage.of(Gallery.ring(32, "")), 240, false), "svg")).isEmpty();
  }

  @Test
  void manyDenseCellsAreAPathForEachTone() {
    assertThat(html(Stage.of(Gallery.HEAT), 1280, false, Set.of()).length()).isLessThan(200_000);
    assertThat(Parsed.elements(parse(Stage.of(Gallery.HEAT), 1280, false), "path")).hasSize(2);
  }

  @Test
  void theHandleOfAPlotIsThatOfItsControl() {
    Document document = parse(Stage.of(Gallery.chase()), 840, true);
    assertThat(Parsed.elements(document, "svg"))
        .singleElement()
        .matches(s -> s.getAttribute("data-control").equals("size"));
    assertThat(Parsed.elements(document, "circle"))
        .filteredOn(c -> c.getAttribute("class").equals("handle"))
        .hasSize(1);
    assertThat(document.getDocumentElement().getTextContent()).contains("bytes, log scale");
  }

  @Test
  void aGridIsHalvedBeforeItsLabelsAreCutAndHasNoMoreColumnsThanCells() {
    Cells eight =
        new Cells(
            "g",
            "",
            Cells.Form.GRID,
            8,
            IntStream.range(0, 8).mapToObj(i -> Cell.of("c" + i, "taken", Tone.IDLE)).toList(),
            List.of());
    assertThat(html(Stage.of(eight), 840, false, Set.of())).contains("cols-8");
    assertThat(html(Stage.of(eight), 320, false, Set.of())).contains("cols-4");
    Cells one = new Cells("g", "", Cells.Form.GRID, 8, eight.cells().subList(0, 1), List.of());
    assertThat(Extent.of(one).least()).isLessThan(100);
  }
}
