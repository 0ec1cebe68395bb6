package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.cli.answer.DriveDocument;
import lab.cli.render.Density;
import lab.cli.render.Look;
import lab.cli.toy.CounterRoom;
import lab.explore.Schedule;
import lab.room.Room;
import org.junit.jupiter.api.Test;

/** What gives way to what where a screen is small; rooms are fitted by {@link FramesFitTest}. */
final class FittingTest {
  private static final Look LOOK = new Look(80, false, false);

  private static DriveDocument at(String schedule, int step) {
    Room room = CounterRoom.room();
    DriveSession session =
        new DriveSession(room, room.controls().defaults(), Schedule.parse(schedule));
    session.jump(step);
    return Frames.here(session, false, (states, time) -> {});
  }

  /** With all that can be done it still fits, or the way to the help and the way out are lost. */
  @Test
  void theKeysFitALine() {
    DriveDocument drive = at("t1.read,t2.read", 1);
    for (boolean playing : List.of(true, false)) {
      assertThat(KeyHelp.line(drive, playing))
          .startsWith("u undo  r redo  p p")
          .endsWith("? help  q quit")
          .hasSizeLessThanOrEqualTo(80);
    }
  }

  /** Where a picture is too high it is cut, the cut says so, and the details have all of it. */
  @Test
  void whatIsCutIsInTheDetails() {
    DriveDocument drive = at("", 0);
    Fitting fitting = new Fitting(LOOK, 5);
    assertThat(fitting.picture(drive, false, List.of(), "keys"))
        .hasSizeLessThanOrEqualTo(5)
        .contains("more lines than this screen has: d shows them", "keys");
    List<String> picture = new Scenery(LOOK).picture(drive.here(), Density.COMPACT);
    List<String> all = new ArrayList<>();
    for (int page = 0; page < 20; page++) {
      all.addAll(fitting.details(drive, page, List.of(), "keys"));
    }
    assertThat(all).containsAll(picture);
  }

  /** A list that is longer than what is left beside the picture is read alone. */
  @Test
  void aLongListIsReadAlone() {
    DriveDocument drive = at("", 0);
    List<String> list = IntStream.range(0, 15).mapToObj(i -> "line " + i).toList();
    assertThat(new Fitting(LOOK, 23).picture(drive, false, list, "keys"))
        .hasSizeLessThanOrEqualTo(23)
        .containsAll(list)
        .doesNotContain("Memory");
    assertThat(new Fitting(LOOK, 60).picture(drive, false, list, "keys")).contains("Memory");
  }

  /** A sentence that names everything possible does not push the picture away. */
  @Test
  void aLongSentenceIsCut() {
    DriveDocument drive = at("", 0);
    List<String> lines =
        new Fitting(LOOK, 23)
            .picture(drive, false, List.of("possible now: " + "a.b ".repeat(90)), "keys");
    assertThat(lines).contains("Memory").hasSizeLessThanOrEqualTo(23);
    assertThat(lines.get(lines.size() - 2)).endsWith("…").hasSizeLessThanOrEqualTo(80);
  }
}
