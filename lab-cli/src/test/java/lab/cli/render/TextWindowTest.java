package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

/** How much of a thread's code is drawn where there is little room. */
final class TextWindowTest {

  @Test
  void theTightestFormIsTheNextLineBetweenItsNeighbours() {
    assertThat(tight(7, 3)).containsExactly("  . line 2", "> ~ line 3", "  . line 4");
    assertThat(tight(7, 0)).containsExactly("> ~ line 0", "  . line 1", "  . line 2");
    assertThat(tight(7, 6)).containsExactly("  . line 4", "  . line 5", "> ~ line 6");
    assertThat(tight(2, 1)).containsExactly("  . line 0", "> ~ line 1");
    assertThat(tight(7, -1)).as("a thread that has ended").isEmpty();
  }

  @Test
  void withMoreRoomThereAreRegistersAndACount() {
    assertThat(drawn(7, 3, Density.COMPACT))
        .hasSize(7)
        .contains("  . lines 2 to 6 of 7", "  + seen = 1");
    assertThat(drawn(7, 3, Density.ROOMY)).hasSize(10).contains("  + seen = 1");
  }

  private static List<String> tight(int lines, int next) {
    return drawn(lines, next, Density.TIGHT);
  }

  private static List<String> drawn(int lines, int next, Density density) {
    List<Piece.Row> rows = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      boolean here = i == next;
      rows.add(Piece.Row.of("t1." + i, here ? Tone.BUSY : Tone.IDLE, here ? ">" : "", "line " + i));
    }
    rows.add(Piece.Row.of("t1.registers", Tone.OK, "", "seen = 1"));
    Stage stage = Stage.of(new Piece.Table("t1", "", List.of("code"), rows));
    return new TextRenderer(new Look(80, true, false)).render(stage, Set.of(), density);
  }
}
