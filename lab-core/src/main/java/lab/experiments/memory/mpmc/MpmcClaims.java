package lab.experiments.memory.mpmc;

import java.util.List;
import java.util.OptionalInt;
import lab.explore.Claim;
import lab.memorymodel.ProgramState;

/** What is claimed of the ring, whatever its size, and how a state is read. */
final class MpmcClaims {
  static final String ONE_SLOT = "one-slot";
  static final String ONE_OWNER = "one-owner";
  static final String UNWRITTEN = "unwritten";
  static final String SEQUENCE = "sequence";
  static final String FIFO = "fifo";
  static final String DRAINS = "drains";
  static final String BLOCKED = "blocked";
  static final String BOTH_ARRIVE = "both-arrive";

  private final MpmcProgram ring;

  MpmcClaims(MpmcProgram ring) {
    this.ring = ring;
  }

  List<Claim<ProgramState>> all() {
    return List.of(
        new Claim.Never<>(
            ONE_SLOT,
            "Two producers never get one slot: no published payload is overwritten or erased.",
            s -> ring.producers.stream().anyMatch(p -> lost(s, p))),
        new Claim.Never<>(
            ONE_OWNER,
            "A reserved slot has one owner until it is published.",
            s -> twoOwners(s).isPresent()),
        new Claim.Never<>(
            UNWRITTEN,
            "The consumer never takes a slot that is reserved but not written.",
            s -> ring.consumer.hole.isSet(s)),
        new Claim.Never<>(
            SEQUENCE,
            "No sequence moves on while its slot's owner has still to write or to publish it.",
            s -> ring.producers.stream().anyMatch(p -> movedOn(s, p))),
        new Claim.Never<>(
            FIFO,
            "What one producer sends comes out once each, in its order.",
            s -> ring.consumer.disorder.isSet(s)),
        new Claim.Stuck<>(
            DRAINS,
            "All that was published can still be taken out.",
            s -> ring.producers.stream().allMatch(p -> drained(s, p))),
        new Claim.Reach<>(
            BLOCKED,
            "A payload is published, and cannot be taken: the slot before it is only reserved.",
            this::blocked),
        new Claim.Sometimes<>(
            BOTH_ARRIVE,
            "A payload of each producer is taken out.",
            s -> ring.producers.stream().allMatch(p -> taken(s, p) > 0)));
  }

  /** How many messages of that producer are in, or have been. */
  private int published(ProgramState s, MpmcProducer p) {
    // Access by access the last store may still wait in a buffer; there each sends one message.
    return ring.shape.whole() || s.done(p.all.thread()) ? p.sent.in(s) : 0;
  }

  /** How many messages of that producer the consumer has taken, if none was skipped. */
  int taken(ProgramState s, MpmcProducer p) {
    return ring.consumer.next(p).in(s) / MpmcProgram.NEXT_MESSAGE;
  }

  private boolean lost(ProgramState s, MpmcProducer p) {
    for (int k = taken(s, p); k < published(s, p); k++) {
      if (!isThere(s, p.payload() + k * MpmcProgram.NEXT_MESSAGE)) {
        return true;
      }
    }
    return false;
  }

  private boolean isThere(ProgramState s, int message) {
    for (int i = 0; i < ring.shape.capacity(); i++) {
      if (ring.slot(s, i) == message) {
        return true;
      }
    }
    return ring.consumer.got.in(s) == message;
  }

  /** The index that two producers have reserved. */
  OptionalInt twoOwners(ProgramState s) {
    if (ring.producers.size() < 2) {
      return OptionalInt.empty();
    }
    int own = ring.producers.getFirst().own.in(s);
    return own != 0 && own == ring.producers.getLast().own.in(s)
        ? OptionalInt.of(own - 1)
        : OptionalInt.empty();
  }

  /**
   * The sequence of a slot that is owned is already past it. Another has published it, and when the
   * owner does, the sequence goes back; or the owner's own publication has overtaken its writing.
   */
  private boolean movedOn(ProgramState s, MpmcProducer p) {
    int index = p.own.in(s) - 1;
    return index >= 0 && ring.sequence(s, index) > index;
  }

  private boolean drained(ProgramState s, MpmcProducer p) {
    return ring.consumer.next(p).in(s) == p.sent.in(s) * MpmcProgram.NEXT_MESSAGE;
  }

  boolean blocked(ProgramState s) {
    int head = ring.consumerIndex.in(s);
    if (ring.sequence(s, head) != head) {
      return false;
    }
    for (int i = head + 1; i < head + ring.shape.capacity(); i++) {
      if (ring.sequence(s, i) == i + 1) {
        return true;
      }
    }
    return false;
  }
}
