package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import lab.catalog.Catalog;
import lab.cli.Ran;
import lab.room.Room;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class FormatTest {
  private static final String ABA = "--do=t1.read,t2.pop*2,t2.push:A,t1.cas";

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Ran drive(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "drive";
    System.arraycopy(args, 0, all, 1, args.length);
    return Ran.lab(Catalog.lab(), "", all);
  }

  @Test
  void aPageTellsTheWholeSchedule() throws Exception {
    Ran ran = drive("aba", ABA, "--format=html");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    Document page = parse(ran.out());
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    String text = page.getDocumentElement().getTextContent();
    assertThat(text)
        .contains(
            "Does a compare-and-set that succeeds prove that nothing has changed?",
            "tag=off",
            "T2 takes A from the free list and pushes it",
            "✗ BROKEN freed-head",
            "lab drive aba " + ABA);
    assertThat(page.getElementsByTagName("section").getLength()).isEqualTo(6);
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("button").getLength()).isZero();
    assertThat(ran.out()).doesNotContain("http:", "https:", " style=");
  }

  @Test
  void thePageForbidsEverythingButItsOwnSheet() throws Exception {
    Document page = parse(drive("aba", ABA, "--format=html").out());
    String sheet = page.getElementsByTagName("style").item(0).getTextContent();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));
    assertThat(page.getElementsByTagName("style").getLength()).isEqualTo(1);
    assertThat(
            IntStream.range(0, page.getElementsByTagName("meta").getLength())
                .mapToObj(i -> (Element) page.getElementsByTagName("meta").item(i))
                .filter(m -> m.getAttribute("http-equiv").equals("Content-Security-Policy")))
        .singleElement()
        .matches(m ->
            m.getAttribute("content")
                .equals(
                    "default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash)
                        + "'"));
  }

  @Test
  void everyRoomIsAPageAndAPictureThatAreWellFormed() throws Exception {
    for (Room room : Catalog.lab().rooms()) {
      assertThat(parse(drive(room.id(), "--format=html").out()).getDocumentElement().getTagName())
          .isEqualTo("html");
      assertThat(parse(drive(room.id(), "--format=svg").out()).getDocumentElement().getTagName())
          .isEqualTo("svg");
    }
  }

  @Test
  void anSvgIsTheLastPicture() throws Exception {
    Ran ran = drive("aba", ABA, "--format=svg");
    assertThat(ran.code()).isZero();
    Document svg = parse(ran.out());
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).contains("owns A");
  }

  @Test
  void otherFormatsAreRefusedInOneLine() {
    assertThat(drive("aba", "--format=pdf").code()).isEqualTo(2);
    assertThat(drive("aba", "--format=pdf").err())
        .isEqualToIgnoringNewLines("lab: --format is text, svg or html (got pdf)");
    assertThat(drive("aba", "--format=html", "--json").code()).isEqualTo(2);
    assertThat(drive("aba", "--format=svg", "--json").err())
        .isEqualToIgnoringNewLines("lab: --format=svg does not go with --json");
  }

  @Test
  void textIsTheDefault() {
    assertThat(drive("aba", ABA, "--format=text").out()).isEqualTo(drive("aba", ABA).out());
  }
}
