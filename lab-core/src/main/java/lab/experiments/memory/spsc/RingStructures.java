package lab.experiments.memory.spsc;

import java.util.List;
import lab.explore.Claim;
import lab.memorymodel.ProgramState;
import lab.room.Structure;

/**
 * The single-producer rings that ship beside programs of them, as shipped and small: a ring of two,
 * two laps. Element by element, in bulk, and the two ways to mix them are programs of one class.
 * What is plain in a class is plain here and has no label; what is the caller's is opaque in bulk,
 * where four plain writes would only multiply a compiler's choices.
 */
final class RingStructures {
  private static final String PACKAGE = "lab.concurrent.ring.";

  private RingStructures() {}

  static List<Structure> all() {
    return List.of(
        new Structure(
            "ring",
            PACKAGE + "SpscRing",
            SpscProgram.of(SmallRings.CAPACITY, SmallRings.MESSAGES, "acquire-release", false),
            SpscMachine.claims(SmallRings.CAPACITY)),
        new Structure("ring in bulk", PACKAGE + "SpscRing", ObjectRings.bulk(), claims()),
        new Structure(
            "ring, offer and drain", PACKAGE + "SpscRing", ObjectRings.mixed(true), claims()),
        new Structure(
            "ring, fill and poll", PACKAGE + "SpscRing", ObjectRings.mixed(false), claims()),
        new Structure("ring of longs", PACKAGE + "SpscLongRing", LongRings.longs(), claims()),
        new Structure(
            "ring of longs in bulk", PACKAGE + "SpscLongRing", LongRings.longsInBulk(), claims()),
        new Structure(
            "ring of longs, offer and drain",
            PACKAGE + "SpscLongRing",
            LongRings.longsMixed(),
            claims()),
        new Structure(
            "ring of records", PACKAGE + "SpscRecordRing", LongRings.records(), claims()));
  }

  /** Slots that are never empty say nothing of what is lost: the order of what comes out does. */
  private static List<Claim<ProgramState>> claims() {
    return SpscMachine.claims(SmallRings.CAPACITY).stream()
        .filter(c -> !c.name().equals(SpscMachine.LOST))
        .toList();
  }
}
