package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.READS_FREED;

import java.util.List;
import lab.concurrent.reclaim.EpochReader;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Weakening;

/** The host is asked with the classes that ship, with broken twins, and for what a reader costs. */
final class HostTests {
  private HostTests() {}

  static List<Evidence> all() {
    return List.of(
        Stress.of(
            READS_FREED,
            test("FreeNow", "free=now pin=full"),
            test("EpochPinStress$NoFence", after("acquire-release")).ofATwin(),
            test("EpochPinStress$ReaderFence", after("acquire-release"))
                .weakened(Weakening.label(EpochReader.class, "R2", "none")),
            test("EpochPinStress$ReaderFence", after("full")),
            test("EpochPinStress$WriterFence", after("asymmetric"))),
        live("now", "free=now pin=full"),
        live(Rcu.GRACE, after("full")),
        soak("reader-fence", after("full")),
        soak("writer-fence", after("asymmetric")),
        Bench.of(RcuMachine.PIN_BEATS_LOCK, "pin, writer's fence", "StampedLock read lock")
            .score("plain read", bench("plain"))
            .score("pin, writer's fence", bench("pinWithWritersFence"))
            .score("pin, reader's fence", bench("pinWithReadersFence"))
            .score("StampedLock, optimistic", bench("stampedLockOptimistic"))
            .score("StampedLock read lock", bench("stampedLockRead"))
            .score("ReentrantReadWriteLock read lock", bench("readWriteLockRead")));
  }

  private static String after(String pin) {
    return "free=%s pin=%s".formatted(Rcu.GRACE, pin);
  }

  private static StressTest test(String name, String settings) {
    return StressTest.of(
        name,
        settings,
        List.of(
            Outcome.fine("42", "read before it was unlinked"),
            Outcome.fine("0", "found unlinked"),
            Outcome.bad("-1", "read after it was freed")));
  }

  /** Blocks of a slab outside the heap, poisoned by the slab itself. */
  private static Live live(String free, String settings) {
    return Live.of(READS_FREED, "GracePeriods")
        .arguments(free)
        .settings(settings)
        .outcomes(
            Outcome.fine("whole", "a block with its contents"),
            Outcome.bad("poison", "a block that was freed"))
        .timed();
  }

  /** Every block is accounted for, over as many retirements as there is time for. */
  private static Live soak(String fence, String settings) {
    return Live.of(READS_FREED, "concurrent.soak.SoakReclaim")
        .arguments("--soak=" + fence)
        .settings(settings)
        .outcomes(
            Outcome.fine("reclaimed", "retired and free again"),
            Outcome.fine("whole reads", "a block with its contents"),
            Outcome.bad("poisoned reads", "a block that was freed"),
            Outcome.bad("older reads", "a reader went back in time"),
            Outcome.bad("blocks missing", "neither in use nor free"),
            Outcome.bad("memory grew", "the heap did not stay as it was"))
        .timed();
  }

  private static String bench(String method) {
    return "concurrent.reclaim.ReaderBench." + method;
  }
}
