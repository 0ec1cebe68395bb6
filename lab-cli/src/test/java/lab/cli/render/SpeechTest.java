package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

final class SpeechTest {

  private static List<String> say(Piece piece) {
    return Speech.of(Stage.of(piece));
  }

  @Test
  void saysEveryPrimitive() {
    assertThat(say(Pictures.RING))
        .containsExactly(
            "Ring.",
            "Cell 1 of 3: 42, first actor, HEAD is here.",
            "Cell 2 of 3: blank.",
            "Cell 3 of 3: 7, bad, TAIL is here.");
    assertThat(say(Pictures.COSTS)).containsExactly("send: 250 ns: kernel 500 removed, wire 250.");
    assertThat(say(Pictures.LANES))
        .containsExactly(
            "Hosts.",
            "a: sends at 0 to 1, first actor.",
            "b: nothing yet.",
            "SYN from a to b, sent at 1, arrives at 2.",
            "ACK from b to a, sent at 2, lost.",
            "Now is 2.");
    assertThat(say(Pictures.TABLE))
        .containsExactly("Code.", "Marked >: line x = 1, r0 0, ok.", "line y = 1, gone.");
    assertThat(say(Pictures.LINKS))
        .containsExactly(
            "A, first actor, points to B.", "B, busy.", "C, gone, points to A by next.");
    assertThat(say(Pictures.PLOT))
        .containsExactly(
            "flow: 8 now, at rtt 4; 4 at rtt 8, between 1 and 8.",
            "flow passes ssthresh at rtt 4.",
            "ssthresh is at 4.");
  }

  @Test
  void saysWhatHasMoreNumbersThanAnybodyListensTo() {
    assertThat(say(Pictures.FIGURES)).containsExactly("hit rate 62 percent.", "cycles 1,240.");
    assertThat(say(Pictures.DENSE))
        .containsExactly("Lines.", "2 of 16 are bad: 4, 13.", "next access is at 4.");
    assertThat(SpokenNumbers.dense(dense(64)))
        .containsExactly("64 of 64 are warn: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 54 more.");
    assertThat(say(Pictures.CIRCLE))
        .containsExactly(
            "GPU 0, first actor, points to GPU 1.",
            "GPU 1, points to GPU 2.",
            "GPU 2, points to GPU 0.");
  }

  private static Piece.Cells dense(int cells) {
    return new Piece.Cells(
        "d",
        "",
        Piece.Cells.Form.DENSE,
        8,
        IntStream.range(0, cells).mapToObj(i -> Piece.Cell.of("c" + i, "", Tone.WARN)).toList(),
        List.of());
  }

  /** A place is named once, before what is in it. */
  @Test
  void saysWhereThingsAre() {
    assertThat(Speech.of(Pictures.BOARD))
        .containsExactly(
            "In core A: cache.",
            "Cell 1 of 1: the line.",
            "In bus: nothing.",
            "In core B: cache.",
            "Cell 1 of 1: ·.",
            "hit rate 62 percent.",
            "cycles 1,240.");
  }

  @Test
  void saysWhatMovedAndWhatANumberWas() {
    Stage before = Pictures.board("the line", "");
    assertThat(Speech.ofChanges(before, Pictures.board("", "the line")))
        .containsExactly(
            "The line moved from core A to core B.",
            "In core A: Cell 1 of 1: ·.",
            "In core B: Cell 1 of 1: the line.");
    Piece.Figure rate = new Piece.Figure("rate", "hit rate", 65, "percent", Tone.OK);
    assertThat(
            Speech.ofChanges(
                Stage.of(Pictures.FIGURES),
                Stage.of(new Piece.Figures("figures", "", List.of(rate)))))
        .containsExactly("hit rate 65 percent, was 62.");
  }

  @Test
  void changesAreOnlyTheSentencesThatAreNew() {
    Stage before = Stage.of(Pictures.RING);
    Stage after =
        Stage.of(
            new Piece.Cells(
                "ring",
                "Ring",
                Piece.Cells.Form.RING,
                0,
                List.of(
                    Pictures.RING.cells().get(0),
                    Piece.Cell.of("s1", "1", Tone.OK),
                    Pictures.RING.cells().get(2)),
                Pictures.RING.marks()));
    assertThat(Speech.ofChanges(before, after)).containsExactly("Cell 2 of 3: 1, ok.");
    assertThat(Speech.ofChanges(before, before)).containsExactly("Nothing in the picture changed.");
  }

  @Test
  void hostileTextIsSpokenInSingleLines() {
    assertThat(Speech.of(Pictures.hostile())).isNotEmpty().noneMatch(s -> s.contains("\n"));
  }
}
