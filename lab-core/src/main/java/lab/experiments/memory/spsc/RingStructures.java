package lab.experiments.memory.spsc;

import java.util.List;
import lab.concurrent.ring.SpscLongRing;
import lab.concurrent.ring.SpscRecordRing;
import lab.concurrent.ring.SpscRing;
import lab.memorymodel.Program;
import lab.room.Structure;

/**
 * The single-producer rings that ship beside programs of them, as shipped and small: a ring of two,
 * two laps. Element by element, in bulk, and the two ways to mix them are programs of one class.
 * What is plain in a class is plain here and has no label; what is the caller's is opaque in bulk,
 * where four plain writes would only multiply a compiler's choices.
 */
final class RingStructures {
  private RingStructures() {}

  static List<Structure> all() {
    SpscProgram ring = ObjectRings.elementByElement();
    return List.of(
        new Structure("ring", SpscRing.class, ring.program(), SpscMachine.claims(ring)),
        inOrder("ring in bulk", SpscRing.class, ObjectRings.bulk()),
        inOrder("ring, offer and drain", SpscRing.class, ObjectRings.offerAndDrain()),
        inOrder("ring, fill and poll", SpscRing.class, ObjectRings.fillAndPoll()),
        inOrder("ring of longs", SpscLongRing.class, LongRings.longs()),
        inOrder("ring of longs in bulk", SpscLongRing.class, LongRings.bulk()),
        inOrder("ring of longs, offer and drain", SpscLongRing.class, LongRings.offerAndDrain()),
        inOrder("ring of records", SpscRecordRing.class, RecordRings.records()));
  }

  /** Slots that are never empty say nothing of what is lost: the order of what comes out does. */
  private static Structure inOrder(String name, Class<?> ring, Program program) {
    return new Structure(name, ring, program, SpscMachine.claimsOfAnyRing());
  }
}
