package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageStyleTest {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b");

  @Test
  void onlyThePaletteHasColours() {
    String rest = PageStyle.page().replace(Palette.css(), "");
    assertThat(COLOUR.matcher(rest).results().map(r -> r.group())).isEmpty();
  }

  @Test
  void noTypeIsSmallerThan13Pixels() {
    assertThat(
            Pattern.compile("(?:font-size:|font:[^;}]*?)(\\d+)px")
                .matcher(PageStyle.page())
                .results()
                .map(r -> Integer.parseInt(r.group(1))))
        .isNotEmpty()
        .allMatch(size -> size >= 13);
  }

  @Test
  void printDarkAndForcedColoursAreThoughtOf() {
    assertThat(PageStyle.page())
        .contains("@media print", "prefers-color-scheme:dark", "data-theme=dark", "forced-colors");
  }

  @Test
  void bracesMatchAndTheSheetLoadsNothing() {
    String sheet = PageStyle.page();
    assertThat(sheet.chars().filter(c -> c == '{').count())
        .isEqualTo(sheet.chars().filter(c -> c == '}').count());
    assertThat(sheet).doesNotContain("url(", "@import");
  }

  @Test
  void thePolicyNamesTheSheetByItsHash() {
    // Of the empty text, as everybody knows it.
    assertThat(PageStyle.source(""))
        .isEqualTo("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  }
}
