package lab.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.cli.answer.HostResult;
import lab.cli.report.Samples;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/** The page of the samples, read as the browser reads it, and pages of hostile runs. */
@TestInstance(Lifecycle.PER_CLASS)
final class PageTest {
  private static final int ROOM_BYTES = 150_000;
  private static final int ALL_BYTES = 2_000_000;

  @TempDir private static Path folder;
  private String page;
  private Document document;

  @BeforeAll
  void thePageOfTheSamples() throws Exception {
    page = page(Samples.folder().toString());
    document = parsed(page);
  }

  private String page(String... runs) throws IOException {
    Path file = Files.createTempFile(folder, "page", ".html");
    List<String> typed = new ArrayList<>(List.of("report", "--html=" + file));
    typed.addAll(List.of(runs));
    Ran ran = Ran.lab(Catalog.lab(), "", typed.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    return Files.readString(file);
  }

  /** It is well-formed XML too, apart from its first line. */
  private static Document parsed(String page) throws Exception {
    String xml = page.substring(page.indexOf('\n') + 1);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> all(Node in, String name) {
    NodeList found =
        in instanceof Document d
            ? d.getElementsByTagName(name)
            : ((Element) in).getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<Element> ofClass(Document in, String element, String type) {
    return all(in, element).stream()
        .filter(e -> List.of(e.getAttribute("class").split(" ")).contains(type))
        .toList();
  }

  @Test
  void noAttributeRunsOrStylesAndNothingIsLoaded() {
    for (Element e : all(document, "*")) {
      for (int i = 0; i < e.getAttributes().getLength(); i++) {
        String name = e.getAttributes().item(i).getNodeName();
        assertThat(name).isNotEqualTo("style").isNotEqualTo("src").doesNotStartWith("on");
      }
    }
    assertThat(Pattern.compile("https?://.*|url\\([^#].*|@import.*").matcher(page).results())
        .extracting(MatchResult::group)
        .as("only what is in the page is referred to")
        .isEmpty();
    assertThat(all(document, "link")).isEmpty();
    assertThat(all(document, "a"))
        .isNotEmpty()
        .allSatisfy(a -> assertThat(a.getAttribute("href")).startsWith("#"));
  }

  @Test
  void thePolicyLetsInThisStyleAndNothingElse() throws Exception {
    List<Element> styles = all(document, "style");
    assertThat(styles).hasSize(1);
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(styles.getFirst().getTextContent().getBytes(StandardCharsets.UTF_8));
    String policy =
        all(document, "meta").stream()
            .filter(m -> m.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .map(m -> m.getAttribute("content"))
            .collect(Collectors.joining());
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-%s'; img-src data:"
                .formatted(Base64.getEncoder().encodeToString(digest)));
  }

  @Test
  void theRunsAreInItAsDataAndTheSameAsTheirFiles() {
    List<Element> scripts = all(document, "script");
    assertThat(scripts)
        .hasSize(15)
        .allSatisfy(s -> assertThat(s.getAttribute("type")).isEqualTo("application/json"));
    JsonMapper json = JsonMapper.shared();
    Element aba =
        scripts.stream()
            .filter(s -> s.getAttribute("id").endsWith("-aba"))
            .findFirst()
            .orElseThrow();
    assertThat(json.readTree(aba.getTextContent())).isEqualTo(json.readTree(Samples.text("aba")));
  }

  @Test
  void everyIdIsThereOnceAndEveryAnchorLeadsToOne() {
    List<String> ids =
        all(document, "*").stream()
            .map(e -> e.getAttribute("id"))
            .filter(i -> !i.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(all(document, "a"))
        .allSatisfy(a -> assertThat(ids).contains(a.getAttribute("href").substring(1)));
  }

  @Test
  void itIsSmallEnoughToBeSent() {
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ALL_BYTES);
    int rooms = ofClass(document, "section", "room").size();
    assertThat(rooms).isEqualTo(15);
    // A room's section, and its run as data at the end of the page.
    for (String id :
        List.of("napi", "datapath", "reordering", "aba", "rcu", "false-sharing", "cache", "mesi")) {
      int section = between("<section class=\"room\" id=\"run-\\d+-" + id + "\"", "</section>");
      int data =
          between("<script type=\"application/json\" id=\"json-run-\\d+-" + id + "\"", "</script>");
      assertThat(section).isPositive();
      assertThat(section + data).as(id).isLessThan(ROOM_BYTES);
    }
  }

  private int between(String from, String to) {
    Matcher start = Pattern.compile(from).matcher(page);
    assertThat(start.find()).as(from).isTrue();
    return page.indexOf(to, start.start()) - start.start();
  }

  @Test
  void everyVerdictStandsInTheTableAndWithItsRoom() {
    assertThat(ofClass(document, "strong", "tag").stream().map(Element::getTextContent))
        .filteredOn(t -> t.contains("NOT SEEN"))
        .as("two verdicts, each twice")
        .hasSize(4);
    assertThat(page)
        .contains("41 confirmed, 20 consistent, 2 not seen, 1 inconclusive, 0 contradicted, 3");
  }

  @Test
  void whatIsForbiddenStandsThereWithItsZero() {
    List<String> rows =
        all(document, "tr").stream()
            .map(r ->
                all(r, "td").stream().map(Node::getTextContent).collect(Collectors.joining("|")))
            .toList();
    assertThat(rows)
        .contains(
            "1|a freed node is in the stack (breaks the claim)|forbidden|forbidden|forbidden|0|0 %",
            "1|a freed node is in the stack (breaks the claim)|allowed|allowed|allowed|408|0.0045"
                + " %");
  }

  @Test
  void aChartHasEveryVariantItsWindowsAndTheTableBehindIt() {
    List<Element> bars = ofClass(document, "div", "bar");
    assertThat(bars.stream().map(b -> all(b, "span").getFirst().getTextContent()))
        .contains("1. bare", "2. tagged", "3. stamped", "13. plain stores, padded");
    Element tagged =
        bars.stream()
            .filter(b -> b.getTextContent().contains("5. tagged, two threads"))
            .findFirst()
            .orElseThrow();
    assertThat(tagged.getTextContent()).contains("101 (89.41 to 114) ~ 4");
    assertThat(all(tagged, "title").getFirst().getTextContent()).contains("tag-beats-stamp");
    assertThat(all(tagged, "desc")).hasSize(1);
    long windows =
        Samples.run("aba").host().stream()
            .filter(HostResult.Scored.class::isInstance)
            .map(HostResult.Scored.class::cast)
            .filter(s -> s.label().equals("tagged, two threads"))
            .mapToLong(s -> s.score().samples().size())
            .sum();
    List<String> dots =
        List.of(all(tagged, "path").getFirst().getAttribute("d").substring(1).split("M", -1));
    assertThat(dots).as("one for each place where a window is").doesNotHaveDuplicates();
    assertThat(dots).hasSizeBetween((int) windows / 8, (int) windows);
    assertThat(page).contains("95 % bootstrap interval; dots: windows", "(logarithmic axis)");
    assertThat(all(document, "summary").stream().map(Node::getTextContent)).contains("The numbers");
  }

  @Test
  void itsOutlineIsTheCommittedOne() {
    List<String> outline = new ArrayList<>();
    for (Element e : all(document, "*")) {
      switch (e.getTagName()) {
        case "section" -> outline.add("section " + e.getAttribute("class"));
        case "h1", "h2", "h3", "h4", "figcaption" ->
            outline.add("  " + e.getTagName() + " " + e.getTextContent());
        case "thead" ->
            outline.add(
                "    | "
                    + all(e, "th").stream()
                        .map(Node::getTextContent)
                        .collect(Collectors.joining(" | ")));
        default -> {}
      }
    }
    // What is in a picture is the rooms' matter, and changes with them.
    outline.removeIf(line -> inPictures().contains(line.strip()));
    Samples.golden("outline.txt", String.join("\n", outline) + "\n");
  }

  private List<String> inPictures() {
    return ofClass(document, "div", "stage").stream()
        .flatMap(s ->
            Stream.concat(
                all(s, "figcaption").stream().map(c -> "figcaption " + c.getTextContent()),
                all(s, "thead").stream()
                    .map(t ->
                        "| "
                            + all(t, "th").stream()
                                .map(Node::getTextContent)
                                .collect(Collectors.joining(" | ")))))
        .map(String::strip)
        .toList();
  }

  @Test
  void nothingThatMattersIsFoldedAway() {
    for (Element folded : all(document, "details")) {
      assertThat(all(folded, "summary").getFirst().getTextContent())
          .isIn("The numbers", "Describe", "Pictures of the steps before");
    }
  }

  @Test
  void hostileTextOfARunStaysText() throws Exception {
    String bad = "</script><script>alert(1)</script><img onerror=x>\\u202e\\u0000&amp;";
    String hostile =
        Samples.replaced(
            Samples.text("aba"),
            "AMD EPYC",
            bad,
            "\"label\":null",
            "\"label\":\"" + bad + "\"",
            "every node is where it belongs",
            bad,
            "\"notes\":[]",
            "\"notes\":[\"" + bad + "\"]",
            "\"label\":\"stamped\"",
            "\"label\":\"" + bad + "\"",
            "\"budget\":\"20s\"",
            "\"budget\":\"" + bad + "\"");
    String written = page(Samples.keep(folder, "hostile", hostile).toString());
    Document read = parsed(written);
    assertThat(all(read, "script")).hasSize(1);
    assertThat(all(read, "img")).isEmpty();
    assertThat(written).doesNotContain("<script>", "\u202e", "\u0000");
    assertThat(read.getDocumentElement().getTextContent()).contains("</script><script>alert(1)");
    assertThat(JsonMapper.shared().readTree(all(read, "script").getFirst().getTextContent()))
        .isEqualTo(JsonMapper.shared().readTree(hostile));
  }

  @Test
  void numbersThatNothingMeasuresAreDrawnSomehow() throws Exception {
    String odd =
        Samples.text("aba")
            .replaceAll("\"median\":[0-9.E-]+,\"low\":[0-9.E-]+", "\"median\":0,\"low\":-1e308")
            .replaceAll("\"high\":[0-9.E-]+", "\"high\":1e308");
    assertThat(odd).contains("1e308");
    assertThat(page(Samples.keep(folder, "odd", odd).toString())).doesNotContain("NaN", "Infinity");
  }

  @Test
  void anExperimentThatIsNoMoreIsReportedWithoutItsPictures() throws Exception {
    String gone = Samples.replaced(Samples.text("aba"), "\"id\":\"aba\"", "\"id\":\"xyz\"");
    String written = page(Samples.keep(folder, "gone", gone).toString());
    assertThat(written).contains("lab run xyz --budget=20s").doesNotContain("How it breaks");
  }

  @Test
  void twoRunsStandSideBySide() throws Exception {
    String other =
        Samples.replaced(
            Samples.text("aba"),
            "aba-ca1379",
            "aba-ffffff",
            "\"arch\":\"amd64\"",
            "\"arch\":\"aarch64\"",
            "\"count\":408",
            "\"count\":40800");
    Document read =
        parsed(
            page(Samples.file("aba").toString(), Samples.keep(folder, "other", other).toString()));
    Element comparison = ofClass(read, "section", "comparison").getFirst();
    assertThat(all(comparison, "h3").stream().map(Node::getTextContent))
        .containsExactly("Differs in size", "Why they may differ", "Same");
    assertThat(comparison.getTextContent()).contains("Memory order: A is x86-64", "Is it noise?");
    assertThat(all(comparison, "figcaption").getFirst().getTextContent()).contains("Wilson");
  }
}
