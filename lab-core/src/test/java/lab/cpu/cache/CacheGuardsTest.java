package lab.cpu.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.input.BadInput;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What cannot be built is refused, with the rule and the value. */
class CacheGuardsTest {
  private static final Level LEVEL = Level.of(new Geometry(4, 2, 64), 4);

  private static void refused(String rule, ThrowingCallable made) {
    assertThatThrownBy(made).isInstanceOf(BadInput.class).hasMessageContaining(rule);
  }

  @Test
  void nonsenseIsRefusedWithTheRuleAndTheValue() {
    refused("sets is a power of two (got 3)", () -> new Geometry(3, 2, 64));
    refused("sets is a power of two (got 0)", () -> new Geometry(0, 2, 64));
    refused("lineBytes is a power of two (got 48)", () -> new Geometry(4, 2, 48));
    refused("ways is 1..65536 (got 0)", () -> new Geometry(4, 0, 64));
    refused("at most 268435456 lines", () -> new Geometry(1 << 20, 1 << 10, 64));
    refused("multiple of ways x line = 512 bytes (got 1000)", () -> Geometry.ofSize(1000, 8, 64));
    refused("is a power of two (got 1536 / 512 = 3)", () -> Geometry.ofSize(1536, 8, 64));
    refused("ways is at least 1 (got 0)", () -> Geometry.ofSize(1536, 0, 64));
    refused("lineBytes is a power of two (got 0)", () -> Geometry.ofSize(1536, 1, 0));
    refused("power of two, at most 64, under PLRU (got 3)", () -> plru(3));
    refused("power of two, at most 64, under PLRU (got 128)", () -> plru(128));
    refused("cycles is at least 0 (got -1)", () -> Level.of(LEVEL.geometry(), -1));
    refused("memoryCycles is at least 0 (got -5)", () -> Hierarchy.of(-5, LEVEL));
    refused("a hierarchy has 1..4 levels (got 0)", () -> Hierarchy.of(100));
    refused("lines of one size (got 64 and 128)", () -> Hierarchy.of(100, LEVEL, otherLine()));
    Level huge = Level.of(new Geometry(1 << 16, 1 << 12, 64), 4);
    refused("a hierarchy has at most 268435456 lines", () -> Hierarchy.of(100, LEVEL, huge));
  }

  private static Level plru(int ways) {
    return Level.of(new Geometry(4, ways, 64), 4).with(Replacement.PLRU);
  }

  private static Level otherLine() {
    return Level.of(new Geometry(4, 2, 128), 14);
  }

  @Test
  void aReferenceIsPackedWholeOrRefused() {
    long packed = References.pack((1L << 57) - 1, 64, true);
    assertThat(References.address(packed)).isEqualTo((1L << 57) - 1);
    assertThat(References.bytes(packed)).isEqualTo(64);
    assertThat(References.writes(packed)).isTrue();
    assertThatThrownBy(() -> References.load(1L << 57, 8)).hasMessageContaining("57 bits");
    assertThatThrownBy(() -> References.load(0, 65)).hasMessageContaining("1..64 (got 65)");
    assertThatThrownBy(() -> References.store(0, 0)).hasMessageContaining("1..64 (got 0)");
  }

  @Test
  void sizesOfDataSheets() {
    assertThat(Geometry.ofSize(32 << 10, 8, 64)).isEqualTo(new Geometry(64, 8, 64));
    assertThat(Geometry.ofSize(1 << 20, 8, 64).sets()).isEqualTo(2048);
    assertThat(new Geometry(64, 8, 64).bytes()).isEqualTo(32 << 10);
  }

  @Test
  void whatAPersonDoesToAValue() {
    Level victims = Level.of(Geometry.fullyAssociative(4, 64), 14).with(Inclusion.EXCLUSIVE);
    Caches caches = Caches.empty(Hierarchy.of(100, LEVEL, victims));
    Caches.Touch stored = caches.touch(5, true);
    assertThat(stored.cycles()).isEqualTo(100);
    assertThat(stored.come(0)).containsExactly(5L);
    assertThat(stored.after().dirty(0, 5)).isTrue();
    Caches.Touch out = stored.after().evict(0, 5);
    assertThat(out.gone(0)).containsExactly(5L);
    assertThat(out.after().nearest(5)).isEqualTo(1);
    assertThat(out.after().dirty(1, 5)).isTrue();
    assertThat(out.after().evict(1, 5).counts().writeBacksToMemory()).isEqualTo(1);
    assertThat(out.after().evict(0, 5).after()).as("not there").isEqualTo(out.after());
    assertThat(out.after().without(5)).isEqualTo(caches);
    assertThat(caches.fill(0, 7).after().holds(0, 7)).isTrue();
    assertThat(stored.after().fill(0, 5).after()).as("there already").isEqualTo(stored.after());
    assertThat(stored.after()).hasToString("L1[5] L2[]");
  }
}
