package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private static final Look NARROW = new Look(30, true, false);

  private static List<String> lines(String markdown) {
    return Markdown.lines(markdown, NARROW);
  }

  @Test
  void headingsParagraphsAndListsAreToldAsLines() {
    assertThat(
            lines(
                """
                # The title is printed by others

                ## The idea
                Two *threads* meet in `memory`, and
                neither sees the other.

                - one that is longer than a single line
                - two

                3. third
                """))
        .containsExactly(
            "The idea",
            "Two threads meet in memory,",
            "and neither sees the other.",
            "",
            "- one that is longer than a",
            "  single line",
            "- two",
            "",
            "3. third");
  }

  @Test
  void aTableKeepsItsColumnsAndWrapsTheWidest() {
    assertThat(
            lines(
                """
                | mode | what may happen |
                | --- | --- |
                | plain | the compiler may reorder it |
                | opaque | nothing |
                """))
        .containsExactly(
            "mode    what may happen",
            "plain   the compiler may",
            "        reorder it",
            "opaque  nothing");
  }

  @Test
  void codeIsNotWrappedAndALinkTellsItsAddress() {
    assertThat(lines("```\nif (x) { y = 1; } // longer than thirty\n```\n[JLS 17](https://x/y)"))
        .containsExactly("    if (x) { y = 1; } // longer than thirty", "", "JLS 17 (https://x/y)");
  }

  @Test
  void nothingInItMovesTheCursor() {
    assertThat(String.join("\n", lines("a\u001b[2Jb\n\n```\nc\u001b[2Jd\n```\n")))
        .doesNotContain("\u001b");
  }

  @Test
  void headingsStandOutOnATerminal() {
    assertThat(Markdown.lines("## Idea\n", new Look(30, false, true)))
        .containsExactly("\u001b[1mIdea\u001b[0m");
  }
}
