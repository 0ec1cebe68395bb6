package lab.experiments.memory.rcu;

import static lab.experiments.memory.rcu.RcuProgram.READS_FREED;

import java.util.List;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Structure;
import lab.room.Weakening;

/**
 * The classes that ship, what is asked of them and of their broken twins, and what a reader costs.
 *
 * <p>After a grace period the models are asked access by access: whole operations take turns.
 */
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
                test("EpochPinStress$WriterFence", after("asymmetric")))
            .about("one pin, one read and one freeing that race, again and again"),
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
            .score("ReentrantReadWriteLock read lock", bench("readWriteLockRead"))
            .about("one read section of one thread that nobody disturbs, bare, pinned and locked")
            .analogue("time of a section; fences and atomic updates are read off the code"));
  }

  private static String after(String pin) {
    return "free=%s pin=%s grain=accesses".formatted(Rcu.GRACE, pin);
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
        .about("a reader of blocks outside the heap, which a writer replaces and frees")
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
            Outcome.bad("blocks missing", "neither in use nor free", RcuMachine.FREED_AT_LAST),
            Outcome.bad("memory grew", "the heap did not stay as it was", RcuMachine.BOUNDED))
        .about("the shipped domain at work for as long as there is time, every block accounted for")
        .timed();
  }

  /** One program of two classes: what is labelled in it is the one class's or the other's. */
  static List<Structure> structures() {
    return List.of(
        structure("epoch reader", EpochReader.class, "R"),
        structure("epoch domain", EpochDomain.class, "W"));
  }

  private static Structure structure(String name, Class<?> shipped, String labels) {
    RcuProgram rcu =
        new RcuProgram(
            new Setup(true, Pin.FULL, 1, 1, 2, false),
            new ProgramSetup(MemoryModel.JAVA, Grain.ACCESSES, Modes.SHIPPED),
            labels);
    return new Structure(name, shipped, rcu.program(), RcuMachine.claims(rcu));
  }

  private static String bench(String method) {
    return "concurrent.reclaim.ReaderBench." + method;
  }
}
