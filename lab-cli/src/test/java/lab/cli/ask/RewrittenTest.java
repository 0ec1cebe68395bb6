package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.catalog.Catalog;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Rows;
import lab.cli.toy.CounterRoom;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Weakening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child really runs the rewritten class: without its fence the pin lets freed blocks be read. */
class RewrittenTest {
  private static final StressTest PIN =
      new StressTest(
          "lab.stress.memory.rcu.EpochPinStress$ReaderFence",
          Map.of(),
          List.of(
              Outcome.fine("42", "read before"),
              Outcome.fine("0", "unlinked"),
              Outcome.bad("-1", "read after it was freed", "pin")));

  private static final int MOST_TIMES = 10;

  @TempDir private Path folder;

  private HostResult.Outcomes run(StressTest test, int seconds) throws InterruptedException {
    Room room = Catalog.lab().room("aba");
    RunContext context =
        new RunContext(
            new Selection(room, room.controls().defaults(), List.of(), Optional.empty()),
            Budget.QUICK,
            Duration.ofSeconds(seconds),
            folder,
            Progress.SILENT,
            List.of());
    Stress stress = new Stress("pin", List.of(test), Optional.empty());
    HostResult result =
        new StressTurn(stress, test, JitTier.DEFAULT, context).run(Duration.ofSeconds(seconds));
    assertThat(result).isInstanceOf(HostResult.Outcomes.class);
    return (HostResult.Outcomes) result;
  }

  @Test
  void theFenceIsNeededAndItsRemovalIsSeen() throws InterruptedException {
    HostResult.Outcomes shipped = run(PIN, 2);
    assertThat(shipped.violations()).isZero();
    assertThat(shipped.notes()).noneMatch(n -> n.startsWith("rewritten"));
    Weakening none = Weakening.label("lab.concurrent.reclaim.EpochReader", "R2", "none");
    // On a busy machine the two threads seldom run at the same time: as often as it takes.
    long samples = 0;
    long violations = 0;
    for (int time = 0; time < MOST_TIMES && violations == 0; time++) {
      HostResult.Outcomes weakened = run(PIN.weakened(none), 4);
      assertThat(weakened.notes()).contains("rewritten: EpochReader R2: fullFence is none");
      samples += weakened.samples();
      violations += weakened.violations();
    }
    assertThat(violations).as("of %d", samples).isPositive();
  }

  @Test
  void whatHasNoWeakerTwinIsNotRun() {
    Rewritten slab =
        Rewritten.of(
            Optional.of(Weakening.label("lab.concurrent.reclaim.Slab", "B2", "plain")), folder);
    assertThat(slab.front()).isEmpty();
    assertThat(slab.unchanged())
        .hasValueSatisfying(why -> assertThat(why).contains("no plain twin of getAndSet"));
  }

  @Test
  void testsAreFoundThroughTheClassesThatTheyUse() {
    String pin = "lab.stress.memory.rcu.EpochPinStress$ReaderFence";
    assertThat(TestsOfClass.refersTo(pin, "lab.concurrent.reclaim.EpochReader")).isTrue();
    assertThat(TestsOfClass.refersTo(pin, "lab.concurrent.ring.SpscRing")).isFalse();
    Room aba = Catalog.lab().room("aba");
    assertThat(TestsOfClass.of(aba, "lab.concurrent.stack.TaggedStack"))
        .extracting(t -> Rows.shortName(t.test().name()))
        .containsExactly("WideTagStack");
  }

  /** It fails however the class is ordered: no weakened access would be noticed by it. */
  @Test
  void aBrokenTwinNoticesNothing() {
    String tagged = "lab.concurrent.stack.TaggedStack";
    StressTest test =
        StressTest.of(
            "memory.aba.WideTagStack", "mode=atomic", List.of(Outcome.bad("lost", "an update")));
    assertThat(TestsOfClass.of(asking(test), tagged)).hasSize(1);
    assertThat(TestsOfClass.of(asking(test.ofATwin()), tagged)).isEmpty();
  }

  private static Room asking(StressTest test) {
    return CounterRoom.declared()
        .evidence(() -> List.of(Stress.of("no-lost-update", test)))
        .build();
  }
}
