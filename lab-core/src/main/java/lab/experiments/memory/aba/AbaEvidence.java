package lab.experiments.memory.aba;

import java.util.List;
import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.TaggedStack;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Outcome;
import lab.room.Stress;
import lab.room.StressTest;

/** What the host can be asked: whether a stack that ships breaks, and what its tag costs. */
final class AbaEvidence {
  static final String BARE_TIME = "bare, alone";
  static final String TAGGED_TIME = "tagged, alone";

  private static final List<Outcome> CENSUS =
      List.of(
          Outcome.fine("0", "every node is where it belongs"),
          Outcome.bad("1", "a freed node is in the stack"),
          Outcome.bad("2", "a node is lost"));

  /** A proof of one tag is none of another. */
  private static final String OTHER_WORLD =
      "the class has a tag of %d bits, and the proof is of one that never comes round"
          .formatted(TaggedStack.WIDEST_TAG);

  private AbaEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Stress.of(
                AbaMachine.FREED_HEAD,
                StressTest.of("BareStack", "tag=off", CENSUS),
                StressTest.of("NarrowTagStack", "tag=on tagBits=2", CENSUS),
                StressTest.of("WideTagStack", "tag=unbounded", CENSUS).unproved(OTHER_WORLD))
            .about("the stacks that ship, popped by one thread while another pops and pushes"),
        Bench.of(AbaMachine.TAG_BEATS_STAMP, AbaMachine.TAGGED, AbaMachine.STAMPED)
            .score(AbaMachine.TAGGED, "StackBench.tagged:gc.alloc.rate.norm")
            .score(AbaMachine.STAMPED, "StackBench.stamped:gc.alloc.rate.norm")
            .score(BARE_TIME, "StackBench.bare")
            .score(TAGGED_TIME, "StackBench.tagged")
            .score("stamped, alone", "StackBench.stamped")
            .score("bare, two threads", "StackBench.bareContended")
            .score("tagged, two threads", "StackBench.taggedContended")
            .score("stamped, two threads", "StackBench.stampedContended")
            .about("the bytes that a pop and a push allocate, and the time that they take")
            .rewrites(CasStack.class, TaggedStack.class));
  }
}
