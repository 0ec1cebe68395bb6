package lab.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import lab.catalog.Catalog;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.render.html.Html;
import lab.cli.report.Samples;
import lab.explore.Schedule;
import lab.room.Room;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;

/** A run's schedule driven again in the room of today. */
final class FilmTest {
  private static final Room ABA = Catalog.lab().room("aba");

  private static ModelAnswer broken(RunDocument run) {
    return run.model().stream().filter(ModelAnswer::canHappen).findFirst().orElseThrow();
  }

  private static String strip(RunDocument run) {
    Html html = new Html();
    new FilmStrip(html, Catalog.lab().room(run.experiment().id()), "x").write(run);
    return html.toString();
  }

  @Test
  void theScheduleOfTheSampleIsDrivenAgain() {
    Film film = Film.of(ABA, broken(Samples.run("aba"))).orElseThrow();
    assertThat(film.steps()).isEqualTo(5);
    assertThat(film.frames().getFirst().changed()).isEmpty();
    assertThat(film.frames().getLast().action()).isEqualTo("t1.cas");
    assertThat(film.frames().subList(1, 6)).allMatch(f -> !f.changed().isEmpty());
  }

  @Test
  void aFrameShowsThePiecesThatChangedAndNoOthers() {
    Film film = Film.of(ABA, broken(Samples.run("aba"))).orElseThrow();
    Film.Frame read = film.frames().get(1);
    assertThat(read.essence().pieces()).hasSizeLessThan(read.stage().pieces().size()).isNotEmpty();
    assertThat(read.essence().pieces())
        .allSatisfy(p -> assertThat(read.changed()).anyMatch(c -> c.startsWith(p.key() + "/")));
    assertThat(film.frames().getFirst().essence().pieces())
        .isEqualTo(film.frames().getFirst().stage().pieces());
  }

  @Test
  void ofCodeOnlyTheLinesAtWorkAreShown() {
    Room spsc = Catalog.lab().room("spsc");
    Schedule way = Schedule.parse("producer.write,producer.ahead");
    Film film = Film.of(spsc, spsc.controls().defaults(), way);
    Film.Frame last = film.frames().getLast();
    Piece.Table code = (Piece.Table) last.stage().piece("producer").orElseThrow();
    Piece.Table shown = (Piece.Table) last.essence().piece("producer").orElseThrow();
    assertThat(shown.title()).isEqualTo("lines at work");
    assertThat(shown.rows()).hasSizeBetween(2, 5);
    assertThat(code.rows()).hasSizeGreaterThan(8).containsAll(shown.rows());
  }

  /** What is left of a board must be one that can be laid out. */
  @Test
  void theBoardOfAFrameHasNoEmptyColumn() {
    Room ring = Catalog.lab().room("descriptor-ring");
    Schedule way = Schedule.parse("driver.payload,driver.address,driver.length,driver.doorbell");
    Film film = Film.of(ring, ring.controls().defaults(), way);
    assertThat(film.steps()).isEqualTo(4);
    for (Film.Frame frame : film.frames()) {
      Stage essence = frame.essence();
      Board board = essence.board().orElseThrow();
      int columns =
          board.places().stream().mapToInt(p -> p.column() + p.width()).max().orElseThrow();
      for (int column = 0; column < columns; column++) {
        int at = column;
        assertThat(board.places()).anyMatch(p -> p.column() <= at && at < p.column() + p.width());
      }
      assertThat(board.places())
          .allSatisfy(p -> assertThat(p.pieces()).allMatch(k -> essence.piece(k).isPresent()));
    }
  }

  @Test
  void whereTheFixedPresetDiffersFirstIsMarked() {
    ModelAnswer answer = broken(Samples.run("aba"));
    Film film = Film.of(ABA, answer).orElseThrow();
    Film fixed = Film.of(ABA, ABA.fixed(), Schedule.parse(answer.schedule().orElseThrow()));
    assertThat(film.firstDifference(fixed)).hasValue(5);
    assertThat(film.firstDifference(film)).isEmpty();
    assertThat(strip(Samples.run("aba")))
        .containsOnlyOnce("first difference")
        .contains("breaks in 5 steps", "tag is unbounded in place of off.", "lab drive aba --do=");
  }

  @Test
  void aScheduleThatTheRoomDoesNotTakeIsSaid() {
    RunDocument run =
        Samples.changed("aba", "t2.pop*2,t2.push:A,t1.cas", "t2.pip*2,t2.push:A,t1.cas");
    assertThat(Film.of(ABA, broken(run))).isEmpty();
    assertThat(strip(run))
        .contains("The room has changed since this run")
        .doesNotContain("class=\"film\"");
  }

  @Test
  void aScheduleThatBreaksNothingAnyMoreIsSaid() {
    RunDocument run =
        Samples.changed(
            "aba", "\"do\":\"t1.read,t2.pop*2,t2.push:A,t1.cas\"", "\"do\":\"t1.read,t2.pop\"");
    assertThat(strip(run)).contains("The room has changed since this run");
  }

  @Test
  void settingsThatTheRoomDoesNotKnowAreSaid() {
    RunDocument run = Samples.changed("aba", "\"grain\":\"operations\"", "\"grain\":\"molecules\"");
    assertThat(strip(run)).contains("The room has changed since this run");
  }

  @Test
  void aRoomThatComparesCostsBreaksNothing() {
    assertThat(strip(Samples.run("false-sharing")))
        .contains(
            "No schedule breaks a claim that this machine was asked about. The others: <code>lab"
                + " break false-sharing</code>.");
  }

  @Test
  void ofALongScheduleTheEndIsShownAndTheRestToldAndFolded() {
    String steps = "t1.read,t2.pop*3,t2.push:A,t2.push:B,t2.pop*2,t2.push:A,t1.cas";
    RunDocument run = Samples.changed("aba", "t1.read,t2.pop*2,t2.push:A,t1.cas", steps);
    String strip = strip(run);
    assertThat(strip).contains("breaks in 10 steps", "Pictures of the steps before");
    assertThat(strip.split("class=\"frame ", -1)).as("11, and one fixed").hasSize(13);
    assertThat(strip.substring(strip.indexOf("</details>"))).contains("id=\"x-f10\"");
  }
}
