package lab.experiments.memory.mpmc;

import java.util.List;
import lab.concurrent.ring.MpmcRing;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Outcome;
import lab.room.Stress;
import lab.room.StressTest;

/** What the host can be asked: stress tests, and what a message costs. */
final class MpmcEvidence {
  static final String SPSC = "SPSC ring, one to one";
  static final String MPMC = "MPMC ring, one to one";
  static final String JCTOOLS = "JCTools MpmcArrayQueue, one to one";

  private static final String WINDOW = "concurrent.ring.MpmcBench.window";

  /** What each of the tests counts is in its Javadoc. */
  private static final List<Outcome> CENSUS =
      List.of(
          Outcome.fine("0", "all payloads are there, once and whole"),
          Outcome.bad("1", "a payload is lost or was not written"),
          Outcome.bad("2", "a payload came twice or out of order", MpmcClaims.FIFO));

  private MpmcEvidence() {}

  static List<Evidence> all() {
    StressTest publication =
        StressTest.of("Publication", "reserve=cas producers=2 grain=accesses", CENSUS);
    return List.of(
        Stress.of(
                MpmcClaims.ONE_SLOT,
                StressTest.of("PlainReservation", "reserve=plain producers=2", CENSUS))
            .about("a ring in miniature whose producers read the tail and store it, one slot each")
            .analogue("the ring that ships never reserves plainly"),
        Stress.of(
                MpmcClaims.ONE_SLOT,
                StressTest.of("TwoProducers", "reserve=cas producers=2", CENSUS))
            .about("the shipped ring, two producers at the same slot"),
        // Asked access by access: a whole operation has no mode.
        Stress.of(MpmcClaims.UNWRITTEN, publication.inEveryMode(MpmcRing.class))
            .about("the shipped ring, a payload whose field is written just before it is offered"),
        Stress.of(
                MpmcClaims.FIFO,
                StressTest.of("NextLap", "reserve=cas producers=2", CENSUS),
                StressTest.of("TwoConsumers", "reserve=cas producers=2", CENSUS))
            .about("the shipped ring, full on its second lap, and two consumers at one payload"),
        Bench.of(MpmcMachine.SPSC_BEATS_MPMC, SPSC, MPMC)
            .score(SPSC, "concurrent.ring.SpscObjectBench.window", "ring=lab capacity=1024")
            .score(MPMC, WINDOW, "ring=lab capacity=1024")
            .score(JCTOOLS, WINDOW, "ring=jctools-unsafe capacity=1024")
            .score(
                "JCTools MpmcVarHandleArrayQueue, one to one",
                WINDOW,
                "ring=jctools-varhandle capacity=1024")
            .about("the time of a message between one producer and one consumer, ring by ring")
            .analogue("time, to which more than the read-modify-writes adds")
            .rewrites(MpmcRing.class));
  }
}
