package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

final class HtmlTest {
  private static final String HOSTILE = "\u001b[2J\n<b a='x'>&\"\u202e\u0000\ud800 漢🙂]]>--";

  @Test
  void textAndAttributesComeBackAsTheyWereWithoutWhatIsHarmful() {
    Html html = new Html().open("p", "title", HOSTILE).text(HOSTILE).close();
    Element p = Parsed.of(html.toString()).getDocumentElement();
    assertThat(p.getTextContent())
        .isEqualTo("?[2J <b a='x'>&\"???? 漢🙂]]>--".replace("????", "???"));
    assertThat(p.getAttribute("title")).isEqualTo(p.getTextContent());
    assertThat(p.getChildNodes().getLength()).isEqualTo(1);
  }

  @Test
  void elementsWithoutContentHaveNoEndTagAndAllOthersHaveOne() {
    Html html = new Html().open("div").empty("br").open("span").close().close();
    assertThat(html).hasToString("<div><br/><span></span></div>\n");
    assertThatThrownBy(() -> new Html().open("br")).hasMessageContaining("br has no content");
    assertThatThrownBy(() -> new Html().empty("div")).hasMessageContaining("div has an end tag");
  }

  @Test
  void noStyleAttributeAndNoHandler() {
    assertThatThrownBy(() -> new Html().open("p", "style", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().empty("img", "onload", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSheetCannotEndItsElement() {
    assertThatThrownBy(() -> new Html().style("a{}</style><b>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void jsonCannotEndItsElementAndSaysTheSame() {
    String html = new Html().json("run", "{\"a\": \"</script><!--é\"}").toString();
    assertThat(Parsed.of(html).getDocumentElement().getTextContent())
        .isEqualTo("{\"a\": \"\\u003c/script\\u003e\\u003c!--\\u00e9\"}");
  }

  @Test
  void whatIsOpenIsNotWritten() {
    assertThatThrownBy(() -> new Html().open("p").toString())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesAreLettersDigitsAndHyphens() {
    assertThat(Html.name("core A/0\"é")).isEqualTo("core-a-0--");
  }
}
