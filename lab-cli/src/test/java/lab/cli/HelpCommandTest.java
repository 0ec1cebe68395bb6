package lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.cli.answer.WordsDocument;
import lab.cli.render.Look;
import lab.explore.Claim;
import lab.memorymodel.AccessMode;
import lab.memorymodel.MemoryModel;
import lab.room.ProgramControls;
import lab.room.VerdictWord;
import org.junit.jupiter.api.Test;

final class HelpCommandTest {

  /** Whatever the lab prints as a term of its own has a line, and so has every sign. */
  @Test
  void everyWordAndSignIsExplained() {
    WordsDocument read =
        Golden.check("words", Ran.lab("help", "words", "--json").out(), WordsDocument.class);
    List<String> words =
        read.groups().stream()
            .flatMap(g -> g.words().stream())
            .flatMap(w -> Stream.of(w.word(), w.word().split(" or ")[0]))
            .toList();
    assertThat(words)
        .containsAll(MemoryModel.words())
        .containsAll(AccessMode.WORDS)
        .contains(ProgramControls.GRAIN, ProgramControls.MODE, ProgramControls.MODEL)
        .containsAll(Arrays.stream(VerdictWord.values()).map(VerdictWord::word).toList())
        .containsAll(kinds());
    Look box = new Look(80, false, false);
    Look ascii = new Look(80, true, false);
    for (Look.Mark mark : Look.Mark.values()) {
      String both =
          box.mark(mark).equals(ascii.mark(mark))
              ? box.mark(mark)
              : box.mark(mark) + " or " + ascii.mark(mark);
      assertThat(words).contains(both);
    }
  }

  private static List<String> kinds() {
    return Arrays.stream(Claim.class.getPermittedSubclasses())
        .map(c -> c.getSimpleName().toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  @Test
  void theWordsFit80Columns() {
    Ran ran = Ran.lab("help", "words");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80).contains("How a claim stands");
    assertThat(ran.out()).contains("  grain             What one step is.");
  }

  @Test
  void helpIsTheSameAsTheOption() {
    assertThat(Ran.lab("help", "drive").out()).isEqualTo(Ran.lab("drive", "--help").out());
    assertThat(Ran.lab("help").out()).isEqualTo(Ran.lab("--help").out());
  }

  @Test
  void whatThereIsNoHelpForIsOneLine() {
    Ran ran = Ran.lab("help", "word");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).singleElement().asString().contains("did you mean words?");
    assertThat(Ran.lab("help", "--json").code()).isEqualTo(2);
  }
}
