package lab.experiments.memory.spsc;

import java.util.ArrayList;
import java.util.List;
import lab.concurrent.ring.SpscRing;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Stress;
import lab.room.StressTest;

/** What the host can be asked: stress tests, soaks, and what a message costs. */
final class SpscEvidence {
  static final String OURS = "SpscRing";
  static final String JCTOOLS = "JCTools, VarHandle";
  static final String LOCKED = "ArrayBlockingQueue";

  private static final List<Outcome> HANDED_OVER =
      List.of(
          Outcome.fine("-1", "too early: the ring is empty"),
          Outcome.fine("42", "the message with its contents"),
          Outcome.bad("0", "the message without its contents"));
  private static final List<Outcome> ACCOUNTED_FOR =
      List.of(
          Outcome.fine("1", "what was accepted came out, once, in order"),
          Outcome.bad("0", "lost, repeated or out of order"));
  private static final List<Outcome> WAITED =
      List.of(
          Outcome.fine("TERMINATED", "the wait ends"), Outcome.bad("STALE", "the wait never ends"));

  private SpscEvidence() {}

  static List<Evidence> all() {
    StressTest publication = StressTest.of("SpscRingStress$Publication", "", HANDED_OVER);
    StressTest full = StressTest.of("SpscRingStress$Full", "", ACCOUNTED_FOR);
    StressTest waits = StressTest.of("PollUntilThere", "", WAITED);
    List<Evidence> all = new ArrayList<>();
    all.add(
        Stress.of(SpscProgram.UNWRITTEN, publication.inEveryMode(SpscRing.class))
            .and(
                List.of(
                    StressTest.of("PeekedRing", "mode=plain", HANDED_OVER).ofATwin(),
                    StressTest.of("JcToolsRing", "mode=acquire-release", HANDED_OVER)
                        .unproved("JCTools' ring is another than the proof is of")))
            .about("the shipped ring and JCTools', a message that is written just before"));
    all.add(
        Stress.of(SpscMachine.LOST, full.inEveryMode(SpscRing.class))
            .about("the shipped ring, full, two more messages while two are taken"));
    all.add(
        Stress.of(
                SpscMachine.WAITS_END,
                waits.in("plain", SpscRing.class),
                waits.in("acquire-release", SpscRing.class),
                waits.in("volatile", SpscRing.class))
            .about("the shipped ring, polled until there is a message"));
    all.add(soak("element", "the shipped ring, element by element"));
    all.add(soak("bulk", "the shipped ring in bulk"));
    all.add(soak("slip", "the shipped ring, its consumer kept some way behind"));
    all.add(soak("long", "the shipped ring of longs"));
    all.add(soak("long-bulk", "the shipped ring of longs in bulk"));
    all.add(soak("record", "the shipped ring of records"));
    all.add(throughput());
    return all;
  }

  /** Every message is accounted for, as many as there is time for. */
  private static Live soak(String kind, String words) {
    return Live.of(SpscProgram.FIFO, "concurrent.soak.SoakSpsc")
        .arguments("--soak=" + kind)
        .settings("mode=acquire-release")
        .outcomes(
            Outcome.fine("in order", "once each, in order"),
            Outcome.bad("lost", "never came out"),
            Outcome.bad("duplicated", "came out twice"),
            Outcome.bad("reordered", "came out too early or too late"),
            Outcome.bad("altered", "came out with other contents"),
            Outcome.bad("memory grew", "the heap did not stay as it was"))
        .about(words + ", every message accounted for")
        .timed();
  }

  private static Bench throughput() {
    String window = "concurrent.ring.SpscObjectBench.window";
    return Bench.of(SpscMachine.RING_BEATS_LOCK, OURS, LOCKED)
        .score(OURS, window, "ring=lab capacity=1024")
        .score(JCTOOLS, window, "ring=jctools-varhandle capacity=1024")
        .score("JCTools, Unsafe", window, "ring=jctools-unsafe capacity=1024")
        .score("Agrona", window, "ring=agrona capacity=1024")
        .score(LOCKED, window, "ring=juc-array-blocking capacity=1024")
        .score("SpscRing, 65536", window, "ring=lab capacity=65536")
        .score("SpscRing behind by 4096, 65536", window, "ring=lab-slip capacity=65536")
        .score("JCTools, VarHandle, 65536", window, "ring=jctools-varhandle capacity=65536")
        .score("JCTools, Unsafe, 65536", window, "ring=jctools-unsafe capacity=65536")
        .about("the time of a message between two threads, ring by ring")
        .analogue("time, to which more than the transfers of lines adds")
        .rewrites(SpscRing.class);
  }
}
