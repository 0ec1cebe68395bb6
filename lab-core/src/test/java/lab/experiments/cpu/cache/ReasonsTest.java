package lab.experiments.cpu.cache;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lab.cpu.cache.Caches;
import lab.cpu.cache.Level;
import lab.cpu.cache.References;
import lab.cpu.cache.ThreeCs;
import lab.explore.Exploration;
import lab.room.Room;
import lab.stage.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OPT, Belady's string and the three Cs. */
class ReasonsTest {
  private static final Room ROOM = Cache.ROOM;

  private static final String STRING = "order=belady lines=5 stride=1 start=cold l1sets=1 why=on";

  /** Belady's anomaly: with a way more, FIFO misses once more, and no other does. */
  @ParameterizedTest
  @CsvSource({
    "fifo, 3, 5 4 0",
    "fifo, 4, 5 3 2",
    "lru, 3, 5 5 0",
    "lru, 4, 5 3 0",
    "opt, 3, 5 2 0",
    "opt, 4, 5 1 0",
  })
  void theStringOfBelady(String policy, int ways, String reasons) {
    String settings = STRING + " policy=" + policy + " l1ways=" + ways;
    String[] why = reasons.split(" ");
    int misses = Integer.parseInt(why[0]) + Integer.parseInt(why[1]) + Integer.parseInt(why[2]);
    assertThat(stories(ROOM, settings, "core.walk").getFirst())
        .startsWith("The core loads 0 1 2 3 0 1 4 0 1 2 3 4: " + (12 - misses) + " from L1, ")
        .endsWith(
            " Misses in L1: %s compulsory, %s capacity, %s conflict.".formatted((Object[]) why));
    Piece.Figures figures =
        (Piece.Figures) picture(ROOM, settings, "core.walk").piece("why").orElseThrow();
    assertThat(figures.figures()).extracting(f -> (int) f.value() + "").containsExactly(why);
  }

  /** Each miss by itself, beside the engine's totals: both make the same sums. */
  @ParameterizedTest
  @CsvSource({
    "'', 12",
    "lines=5, 12",
    "lines=5 policy=fifo, 12",
    "lines=7 stride=1 l1ways=4, 12",
    "lines=6 stride=1 policy=plru, 12",
    "order=belady lines=5 policy=fifo l1sets=1 l1ways=4, 12",
  })
  void theReasonsAddUpToTheTotalsOfTheEngine(String settings, int walks) {
    Setup setup = CacheControls.setup(ROOM.settings(settings + " start=cold why=on"));
    Level l1 = setup.hierarchy().levels().getFirst();
    Caches caches = Caches.empty(setup.hierarchy());
    Reasons reasons = Reasons.of(setup);
    Reasons.Why sum = Reasons.Why.NONE;
    int lucky = 0;
    List<Long> trace = new ArrayList<>();
    for (int walk = 0; walk < walks; walk++) {
      for (int line : setup.walk()) {
        long block = setup.block(line);
        Caches.Touch touch = caches.touch(block, false);
        Reasons.Why why = reasons.of(line, block);
        sum = touch.hit() ? sum : sum.and(why);
        lucky += touch.hit() ? why.capacity() : 0;
        caches = touch.after();
        reasons = reasons.and(line, block);
        trace.add(References.load(block * 64, 1));
      }
    }
    long[] references = trace.stream().mapToLong(Long::longValue).toArray();
    ThreeCs all = ThreeCs.replay(l1.geometry(), l1.replacement(), references);
    assertThat(all.misses()).isEqualTo(sum.all());
    assertThat(all.compulsory()).isEqualTo(sum.compulsory());
    // What L1 has although one set would have lost it, the totals take from the conflicts.
    assertThat(all.capacity()).isEqualTo(sum.capacity() + lucky);
    assertThat(all.conflict()).isEqualTo(sum.conflict() - lucky);
  }

  @Test
  void whoKnowsThatWalksComeMissesLess() {
    Exploration found = explore(ROOM, "policy=opt");
    assertThat(found.answer("opt-beats-lru").costs().orElseThrow().a()).isEqualTo(16);
    assertThat(found.answer("opt-beats-lru").costs().orElseThrow().b()).isEqualTo(30);
    assertThat(answers(explore(ROOM, "policy=opt lines=2")))
        .containsEntry("opt-beats-lru", "breaks");
    assertThat(refused(machine("policy=opt"), ""))
        .containsExactly("core.load:0 policy=opt foresees walks, and a load is none");
    assertThat(refused(machine("why=on"), ""))
        .contains("l1.evict why=on: what a hand takes out is missed for none of the reasons");
  }

  @Test
  void eachReasonCanBeSeen() {
    assertThat(answers(explore(ROOM, "why=on")))
        .containsEntry("compulsory-miss", "reached")
        .containsEntry("conflict-miss", "reached");
    assertThat(answers(explore(ROOM, "why=on lines=5"))).containsEntry("capacity-miss", "reached");
  }

  private static CacheMachine machine(String settings) {
    return (CacheMachine) ROOM.scene(ROOM.settings(settings)).machine();
  }
}
