package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.catalog.Catalog;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Room;
import lab.room.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line names what must be set, and no more. */
class ReplaysTest {
  private static final Room ROOM = Catalog.lab().room("aba");

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "tag=on, ' --set tag=on'",
    "tag=unbounded, ' --fixed'",
    "grain=accesses, ' --set grain=accesses'",
    "grain=accesses model=tso, ' --set grain=accesses --set model=tso'",
    "grain=accesses model=sc, ' --set grain=accesses --set model=sc'",
    "grain=accesses mode=plain, ' --set grain=accesses --mode plain'",
  })
  void aModelThatFollowsTheGrainNeedNotBeNamed(String changes, String options) {
    Settings settings = ROOM.settings(changes);
    String line = Replays.line(ROOM, settings, Schedule.empty());
    assertThat(line).isEqualTo("lab drive aba" + options);
    String typed = options.replace("--set ", "").replace("--mode ", "mode=").strip();
    if (!typed.startsWith("--fixed")) {
      assertThat(ROOM.settings(typed)).isEqualTo(settings);
    }
  }

  /** Whatever is set, in whatever room: what is named leads to the same settings. */
  @Test
  void everyLineLeadsBack() {
    int lines = 0;
    for (Room room : Catalog.lab().rooms()) {
      for (Settings base : List.of(room.controls().defaults(), room.fixed())) {
        for (Control<?> control : room.controls().list()) {
          for (String word : control instanceof Choice<?> c ? c.words() : List.<String>of()) {
            lines += leadsBack(room, base, control.name(), word) ? 1 : 0;
          }
        }
      }
    }
    assertThat(lines).isGreaterThan(200);
  }

  private static boolean leadsBack(Room room, Settings base, String control, String word) {
    Settings settings;
    try {
      settings = room.controls().with(base, control, word);
    } catch (BadInput e) {
      return false; // Another control leaves it no choice.
    }
    String options =
        Replays.options(room, settings).replace("--set ", "").replace("--mode ", "mode=");
    Settings read = options.equals(" --fixed") ? room.fixed() : room.settings(options.strip());
    assertThat(read).as(room.id() + options).isEqualTo(settings);
    return true;
  }
}
