package lab.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import lab.catalog.Catalog;
import lab.explore.Schedule;
import lab.room.Room;
import lab.room.Settings;
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
}
