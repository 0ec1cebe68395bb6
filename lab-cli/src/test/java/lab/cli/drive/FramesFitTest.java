package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.answer.DriveDocument;
import lab.cli.render.Density;
import lab.cli.render.Look;
import lab.cli.render.Text;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.room.Preset;
import lab.room.Room;
import lab.room.Settings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every room, driven to the end of each of its shortest schedules, shows its title, its whole
 * picture, what happened and what can be done on a screen of 80 by 24, the last line of which is
 * where somebody types.
 */
final class FramesFitTest {
  private static final int HEIGHT = 23;
  private static final SearchProgress NOBODY_HEARS = (states, time) -> {};
  private static final String KEYS = "the keys";

  /** Longer than a screen is wide, as is that of a key that does nothing. */
  private static final String NOTICE = "possible now: " + "driver.post ".repeat(20);

  @TestFactory
  Stream<DynamicTest> everyFrameOfEveryRoomFits() {
    return Catalog.lab().rooms().stream()
        .flatMap(room ->
            Stream.of(room.controls().defaults(), room.fixed())
                .map(settings ->
                    DynamicTest.dynamicTest(
                        room.id() + " " + room.preset(settings), () -> fits(room, settings))));
  }

  /** The largest worlds of rooms whose picture grows with a control. */
  @ParameterizedTest
  @CsvSource({
    "mesi, cores=4 words=2 bus=split",
    "mesi, cores=4 protocol=moesi",
    "encapsulation, payload=1600 show=ip",
    "encapsulation, payload=1600 vlan=on show=transport offload=on",
    "encapsulation, transport=udp ip=6 show=ethernet",
    "encapsulation, ip=6 show=ip check=crc",
    "encapsulation, transport=udp payload=3000 show=transport check=crc",
  })
  void frameOfALargeWorldFits(String id, String settings) {
    Room room = Catalog.lab().room(id);
    fits(room, room.settings(settings));
  }

  static void fits(Room room, Settings settings) {
    for (Exploration.Answer answer : room.models().under(settings).answers()) {
      if (answer.claim() instanceof Claim.Beats<?>) {
        continue; // Its schedule is of the machine that counts.
      }
      Schedule schedule = answer.schedule().orElse(Schedule.empty());
      DriveSession session = new DriveSession(room, settings, schedule);
      for (int at = 0; at <= session.track().steps(); at++) {
        session.jump(at);
        DriveDocument drive = Frames.here(session, false, NOBODY_HEARS);
        fits(drive, new Look(80, at % 2 == 0, false), HEIGHT);
      }
    }
  }

  private static void fits(DriveDocument drive, Look look, int height) {
    Scenery scenery = new Scenery(look);
    List<String> lines = new Fitting(look, height).picture(drive, false, List.of(NOTICE), KEYS);
    String as = drive.replay() + "\n" + String.join("\n", lines) + "\n";
    assertThat(lines).as(as).hasSizeLessThanOrEqualTo(height);
    assertThat(lines).as(as).allMatch(l -> Text.width(l) <= look.width());
    assertThat(lines).as(as).startsWith(scenery.title(drive));
    assertThat(Stream.of(Density.values()).map(d -> scenery.picture(drive.here(), d)))
        .as("the whole picture\n" + as)
        .anySatisfy(picture -> assertThat(lines).containsSubsequence(picture));
    assertThat(lines).as("the story\n" + as).containsSequence(scenery.told(drive));
    assertThat(lines).as("how the claims stand\n" + as).containsAnyElementsOf(claims(drive, look));
    for (DriveDocument.Choice choice : drive.here().choices().stream().limit(2).toList()) {
      String begins = "  %s  %s".formatted(choice.key().orElseThrow(), choice.action());
      assertThat(lines).as("a step\n" + as).anyMatch(l -> l.startsWith(begins));
    }
    assertThat(lines.getLast()).as(as).isEqualTo(KEYS);
  }

  private static List<String> claims(DriveDocument drive, Look look) {
    Scenery scenery = new Scenery(look);
    return Stream.concat(
            scenery.marks(drive.here()).stream(), scenery.claims(drive.here()).stream())
        .toList();
  }

  @Test
  void aTallerScreenIsUsed() {
    Room room = Catalog.lab().room("aba");
    DriveSession session = new DriveSession(room, room.controls().defaults(), Schedule.empty());
    DriveDocument drive = Frames.here(session, false, NOBODY_HEARS);
    Look look = new Look(120, false, false);
    assertThat(room.preset(session.settings())).isEqualTo(Preset.DEFAULT);
    List<String> tall = new Fitting(look, 40).picture(drive, false, List.of(), KEYS);
    assertThat(tall).containsAll(new Scenery(look).claims(drive.here()));
    List<String> low = new Fitting(look, 14).picture(drive, false, List.of(), KEYS);
    assertThat(low)
        .hasSizeLessThanOrEqualTo(14)
        .containsAll(new Scenery(look).marks(drive.here()))
        .doesNotContainAnyElementsOf(new Scenery(look).claims(drive.here()));
  }
}
