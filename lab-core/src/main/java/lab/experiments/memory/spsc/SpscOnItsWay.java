package lab.experiments.memory.spsc;

import static lab.experiments.memory.spsc.SpscProgram.PUT;

import java.util.List;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program.Line;
import lab.memorymodel.ProgramState;

/** Where a message is: with the producer, in the ring, with the consumer, or nowhere any more. */
final class SpscOnItsWay {
  private static final int PRODUCER = 0;

  private final SpscProgram ring;

  /** Whether a store that was made may still wait where nobody else sees it. */
  private final boolean buffered;

  /** The producer's line behind the store to the slot. */
  private final int behindThePut;

  SpscOnItsWay(SpscProgram ring, MemoryModel model) {
    this.ring = ring;
    buffered = model == MemoryModel.TSO;
    List<Line> lines = ring.program().threads().get(PRODUCER).lines();
    int put = 0;
    for (int i = 0; i < lines.size(); i++) {
      put = lines.get(i).label().filter("P3"::equals).isPresent() ? i : put;
    }
    behindThePut = put + 1;
  }

  boolean isInTheRing(ProgramState s, int message) {
    return message > SpscProgram.taken(s) && ring.in(s, ring.slot(message - 1)) == message;
  }

  /** Not put yet, or put and still in the producer's store buffer. */
  boolean isWithTheProducer(ProgramState s, int message) {
    boolean leaves = buffered || message > PUT.in(s);
    return leaves
        && message > SpscProgram.taken(s)
        && !isInTheRing(s, message)
        && message != lost(s);
  }

  /**
   * The first message that was put, not taken, and is no longer in its slot; 0: none. Unlike {@link
   * SpscProgram#lost} it does not wait for the producer to count the message.
   */
  int lost(ProgramState s) {
    int counted = ring.lost(s);
    if (counted != 0) {
      return counted;
    }
    int message = PUT.in(s) + 1;
    // Where the compiler counts first, the slot's line is still to come.
    boolean put = s.pc(PRODUCER) == behindThePut && ring.put(s) == PUT.in(s);
    boolean there = SpscProgram.taken(s) >= message || isInTheRing(s, message);
    return put && !there && !buffered ? message : 0;
  }
}
