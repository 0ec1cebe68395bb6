package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import lab.catalog.Catalog;
import lab.input.BadInput;
import lab.room.Evidence;
import lab.room.NoEvidence;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Room ROOM = Catalog.lab().room("reordering");
  private static final Set<String> ALL = Set.copyOf(Selection.KINDS);

  @Test
  void variesTheContrastAndNothingElse() {
    Selection all = Selection.of(ROOM, ROOM.controls().defaults(), Set.of(), false, ALL);
    assertThat(modes(all)).contains("plain", "opaque", "acquire-release", "volatile");
    assertThat(tests(all)).allMatch(t -> t.settings().get("shape").equals("MP"));
  }

  @Test
  void whatThePersonSetDoesNotVary() {
    Settings opaque = ROOM.controls().with(ROOM.controls().defaults(), "mode", "opaque");
    Selection one = Selection.of(ROOM, opaque, Set.of("mode"), false, ALL);
    assertThat(modes(one)).containsOnly("opaque");
  }

  @Test
  void whatTheFixedPresetChangesDoesNotVaryEither() {
    Selection fixed = Selection.of(ROOM, ROOM.fixed(), Set.of(), true, ALL);
    assertThat(modes(fixed)).containsOnly(ROOM.fixed().get("mode"));
  }

  @Test
  void kindsThatWereNotAskedForAreLeftOut() {
    Selection none =
        Selection.of(ROOM, ROOM.controls().defaults(), Set.of(), false, Set.of("bench"));
    assertThat(none.evidence()).allMatch(NoEvidence.class::isInstance);
  }

  @Test
  void everyTestStandsForControlsThatTheRoomHas() {
    for (Evidence evidence : ROOM.evidence()) {
      if (evidence instanceof Stress stress) {
        stress
            .cases()
            .forEach(t -> t.settings().forEach((c, v) -> ROOM.controls().named(c).check(v)));
      }
    }
  }

  @Test
  void anUnknownKindIsRefused() {
    assertThatThrownBy(() -> Selection.only(List.of("stres")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("stress, bench, live, fact (got stres)");
  }

  private static List<StressTest> tests(Selection selection) {
    return selection.evidence().stream()
        .filter(Stress.class::isInstance)
        .flatMap(e -> ((Stress) e).cases().stream())
        .toList();
  }

  private static List<String> modes(Selection selection) {
    return tests(selection).stream().map(t -> t.settings().get("mode")).toList();
  }
}
