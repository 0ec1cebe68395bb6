package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rule against a second, slow one; and its two holders against each other. */
class AgreementTest {
  private static final int MANY = 1_000_000;

  private static Level level(int sets, int ways, Replacement replacement, Inclusion inclusion) {
    return new Level(new Geometry(sets, ways, 64), replacement, inclusion, 1);
  }

  private static final Hierarchy NINE =
      Hierarchy.of(
          100,
          level(8, 4, Replacement.LRU, Inclusion.NINE),
          level(32, 8, Replacement.LRU, Inclusion.NINE));

  private static final Hierarchy INCLUSIVE =
      Hierarchy.of(
          100,
          level(8, 4, Replacement.PLRU, Inclusion.NINE),
          level(16, 4, Replacement.PLRU, Inclusion.INCLUSIVE));

  private static final Hierarchy EXCLUSIVE =
      Hierarchy.of(
          100,
          level(4, 4, Replacement.FIFO, Inclusion.NINE),
          level(16, 4, Replacement.RANDOM, Inclusion.EXCLUSIVE));

  /** As on a Zen: the second level holds the first, the third is filled by victims. */
  private static final Hierarchy ZEN =
      Hierarchy.of(
          100,
          level(4, 4, Replacement.PLRU, Inclusion.NINE),
          level(8, 8, Replacement.LRU, Inclusion.INCLUSIVE),
          level(32, 4, Replacement.RANDOM, Inclusion.EXCLUSIVE));

  /** As on an Intel client: the third level holds whatever the two before it do. */
  private static final Hierarchy CLIENT =
      Hierarchy.of(
          100,
          level(4, 3, Replacement.LRU, Inclusion.NINE),
          level(8, 4, Replacement.PLRU, Inclusion.NINE),
          level(32, 5, Replacement.FIFO, Inclusion.INCLUSIVE));

  /** More ways than a trace keeps an index of, and a set with one way. */
  private static final Hierarchy WIDE =
      Hierarchy.of(
          100,
          level(4, 1, Replacement.LRU, Inclusion.NINE),
          level(4, 12, Replacement.FIFO, Inclusion.INCLUSIVE),
          level(8, 16, Replacement.LRU, Inclusion.EXCLUSIVE));

  /** Lines leave the middle of an order: what is given up, and what is taken away. */
  private static final Hierarchy HOLES =
      Hierarchy.of(
          100,
          level(4, 8, Replacement.LRU, Inclusion.NINE),
          level(8, 6, Replacement.FIFO, Inclusion.EXCLUSIVE),
          level(32, 8, Replacement.LRU, Inclusion.INCLUSIVE));

  private static final Map<String, Hierarchy> WORLDS = new LinkedHashMap<>();

  static {
    WORLDS.put("nine", NINE);
    WORLDS.put("inclusive", INCLUSIVE);
    WORLDS.put("exclusive", EXCLUSIVE.seeded(7));
    WORLDS.put("zen", ZEN);
    WORLDS.put("client, split", CLIENT.with(Straddling.SPLIT));
    WORLDS.put("wide", WIDE);
    WORLDS.put("holes", HOLES);
    WORLDS.put("through", ZEN.with(WritePolicy.THROUGH));
  }

  @TestFactory
  List<DynamicTest> theRuleAgreesWithASlowOneOnAMillionReferences() {
    return WORLDS.entrySet().stream()
        .map(w -> DynamicTest.dynamicTest(w.getKey(), () -> agrees(w.getValue())))
        .toList();
  }

  private static void agrees(Hierarchy hierarchy) {
    FlatCaches flat = new FlatCaches(hierarchy);
    SlowCaches slow = new SlowCaches(hierarchy);
    for (long r : Traces.mixed(11, MANY, 1 << 15)) {
      slow.access(References.address(r), References.bytes(r), References.writes(r));
      flat.access(References.address(r), References.bytes(r), References.writes(r));
    }
    Counts counts = flat.counts();
    for (int k = 0; k <= hierarchy.memory(); k++) {
      assertThat(counts.hits(k)).as("hits %d", k).isEqualTo(slow.hits[k]).isPositive();
    }
    for (int k = 0; k < hierarchy.memory(); k++) {
      assertThat(counts.fills(k)).as("fills %d", k).isEqualTo(slow.fills(k));
      assertThat(counts.evictions(k)).as("evictions %d", k).isEqualTo(slow.evictions(k));
      assertThat(counts.taken(k)).as("taken %d", k).isEqualTo(slow.taken(k));
      assertThat(counts.writeBacks(k)).as("write-backs %d", k).isEqualTo(slow.writeBacks(k));
      assertThat(flat.resident(k)).as("lines %d", k).isEqualTo(slow.lines(k).size());
    }
    assertThat(counts.writeBacksToMemory()).isEqualTo(slow.toMemory);
    assertThat(counts.bytesToMemory()).isEqualTo(64 * slow.toMemory + slow.bytes);
  }

  /** In the value, ways stand in order; in the array they stay, and an index has the order. */
  @Test
  void theValueAndTheArrayAgreeOnAMillionReferences() {
    agree(ZEN.prefetching(true), MANY);
  }

  @Test
  void theValueAndTheArrayAgreeWhereLinesLeaveTheMiddle() {
    agree(HOLES, MANY / 10);
    agree(CLIENT, MANY / 10);
  }

  private static void agree(Hierarchy hierarchy, int references) {
    FlatCaches flat = new FlatCaches(hierarchy);
    Caches value = Caches.empty(hierarchy);
    for (long r : Traces.mixed(12, references, 1 << 15)) {
      int level = flat.access(References.address(r), References.bytes(r), References.writes(r));
      Caches.Touch touch =
          value.reference(References.address(r), References.bytes(r), References.writes(r));
      if (touch.level() != level) {
        assertThat(touch.level()).as("after %s", value).isEqualTo(level);
      }
      value = touch.after();
    }
    for (int k = 0; k < hierarchy.memory(); k++) {
      assertThat(value.lines(k)).hasSize(flat.resident(k));
    }
  }

  @Test
  void theValueHoldsWhatTheSlowOneHolds() {
    SlowCaches slow = new SlowCaches(CLIENT);
    Caches value = Caches.empty(CLIENT);
    for (long r : Traces.mixed(13, 20_000, 1 << 15)) {
      slow.access(References.address(r), References.bytes(r), References.writes(r));
      value =
          value.reference(References.address(r), References.bytes(r), References.writes(r)).after();
    }
    for (int k = 0; k < CLIENT.memory(); k++) {
      assertThat(new TreeSet<>(value.lines(k))).isEqualTo(slow.lines(k));
    }
  }

  @Test
  void waysThatHoldTheSameInTheSameOrderAreOneValue() {
    Caches empty = Caches.empty(NINE);
    Caches there = empty.touch(1, false).after().touch(2, true).after();
    Caches back = empty.touch(2, true).after().touch(1, false).after();
    Map<Caches, String> seen = new HashMap<>(Map.of(there, "there"));
    assertThat(seen).containsKey(back).doesNotContainKey(empty);
    assertThat(empty.touch(1, true).after()).isNotEqualTo(empty.touch(1, false).after());
    assertThat(there.without(1).without(2)).isEqualTo(empty).hasSameHashCodeAs(empty);
    assertThat(Caches.empty(INCLUSIVE)).isNotEqualTo(empty);
  }
}
