package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTest {

  @Test
  void widthCountsColumns() {
    assertThat(Text.width("abc")).isEqualTo(3);
    assertThat(Text.width("漢字")).isEqualTo(4);
    assertThat(Text.width("e\u0301")).as("a combining accent takes none").isEqualTo(1);
    assertThat(Text.width("🙂")).isEqualTo(2);
  }

  @Test
  void cleanTakesTheSting() {
    assertThat(Text.clean("a\u001b[2Jb\nc\td\u202ee")).isEqualTo("a?[2Jb c d?e");
  }

  @Test
  void clipNeverExceeds() {
    assertThat(Text.clip("abcdef", 4, "…")).isEqualTo("abc…");
    assertThat(Text.clip("漢字漢字", 4, "…")).isEqualTo("漢…");
    assertThat(Text.clip("abc", 3, "…")).isEqualTo("abc");
    assertThat(Text.clip("abc", 0, "…")).isEmpty();
  }

  @Test
  void wrapBreaksBetweenWordsAndCutsWhatIsTooLong() {
    assertThat(Text.wrap("one two three", 8)).containsExactly("one two", "three");
    assertThat(Text.wrap("abcdefghij k", 4)).containsExactly("abcd", "efgh", "ij k");
    assertThat(Text.wrap("t1.read,t2.write.", 12)).containsExactly("t1.read,", "t2.write.");
    assertThat(Text.wrap("", 10)).containsExactly("");
    assertThat(Text.hang("- ", "one two three", 7)).containsExactly("- one", "  two", "  three");
  }
}
