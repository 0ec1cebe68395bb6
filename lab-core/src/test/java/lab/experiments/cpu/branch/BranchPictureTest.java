package lab.experiments.cpu.branch;

import static lab.experiments.RoomFixture.cells;
import static lab.experiments.RoomFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Plot;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

class BranchPictureTest {
  @Test
  void thePictureShowsWhatWasMissedAndWhatIsKnown() {
    Stage stage = picture(Branch.ROOM, "", "cpu.next*2,data.flip:3");
    List<Piece.Cell> strip = cells(stage, "strip").cells();
    assertThat(strip).hasSize(64);
    assertThat(strip.subList(0, 4))
        .extracting(Piece.Cell::tone)
        .containsExactly(Tone.BAD, Tone.OK, Tone.WARN, Tone.IDLE);
    assertThat(strip.get(2).value()).hasValue(1);
    assertThat(strip.get(3).click()).as("a flip is spent").isEmpty();
    assertThat(cells(picture(Branch.ROOM, "", ""), "strip").cells().get(3).click())
        .contains(new Click.Step("data.flip:4"));
    assertThat(cells(stage, "strip").marks()).extracting(Piece.Mark::cell).containsExactly("b2");
    Piece.Links counter = (Piece.Links) stage.piece("counter").orElseThrow();
    assertThat(counter.nodes())
        .extracting(Piece.Node::tone)
        .containsExactly(Tone.BUSY, Tone.IDLE, Tone.IDLE, Tone.IDLE);
    Piece.Figures figures = (Piece.Figures) stage.piece("figures").orElseThrow();
    assertThat(figures.figures())
        .extracting(Piece.Figure::value)
        .containsExactly(8.5, 1.0, 94.0, 94.0);
  }

  @Test
  void thePlotIsTheControlAndBranchlessItsRule() {
    Plot plot = (Plot) picture(Branch.ROOM, "predictability=80", "").piece("cost").orElseThrow();
    assertThat(plot.cursor()).isEqualTo(80);
    assertThat(plot.control()).contains("predictability");
    assertThat(plot.rules()).extracting(Plot.Rule::y).containsExactly(2.0);
    assertThat(plot.series().getFirst().points()).hasSize(51);
    assertThat(plot.series().getFirst().points().getFirst().y()).isEqualTo(34336 / 4096.0);
  }

  /** What is not a counter is drawn as its guess; without a branch there is none. */
  @Test
  void otherPredictorsShowWhatTheyExpect() {
    assertThat(cells(picture(Branch.ROOM, "predictor=taken", ""), "guess").cells())
        .extracting(Piece.Cell::label)
        .containsExactly("taken");
    assertThat(
            cells(picture(Branch.ROOM, "predictor=tage", "cpu.next*64,cpu.rest"), "guess").cells())
        .extracting(Piece.Cell::label)
        .containsExactly("nothing");
    Stage branchless = picture(Branch.ROOM, "branchless=on", "cpu.next");
    assertThat(branchless.piece("guess")).isEmpty();
    assertThat(branchless.piece("counter")).isEmpty();
    assertThat(picture(Branch.ROOM, "predictor=one-bit", "").piece("counter"))
        .hasValueSatisfying(p -> assertThat(((Piece.Links) p).nodes()).hasSize(2));
  }
}
