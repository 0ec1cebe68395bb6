package lab.experiments.memory.mpmc;

import java.util.List;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
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

  private final Shape shape;

  MpmcClaims(Shape shape) {
    this.shape = shape;
  }

  List<Claim<ProgramState>> all() {
    return List.of(
        new Claim.Never<>(
            ONE_SLOT,
            "Two producers never get one slot: no payload that is in is overwritten.",
            this::lost),
        new Claim.Never<>(
            ONE_OWNER,
            "A reserved slot has one owner until it is published.",
            s -> twoOwners(s) >= 0),
        new Claim.Never<>(
            UNWRITTEN,
            "The consumer never takes a slot that is reserved but not written.",
            s -> s.register(shape.consumer(), MpmcConsumer.HOLE) != 0),
        new Claim.Never<>(
            SEQUENCE,
            "No sequence moves on while its slot's owner has still to write or to publish it.",
            this::movedOn),
        new Claim.Never<>(
            FIFO,
            "What one producer sends comes once, and in its order.",
            s -> s.register(shape.consumer(), MpmcConsumer.DISORDER) != 0),
        new Claim.Stuck<>(DRAINS, "All that is in can still be taken out.", this::drained),
        new Claim.Reach<>(
            BLOCKED,
            "A payload is in, and cannot be had: the slot before it is only reserved.",
            this::blocked),
        new Claim.Sometimes<>(
            BOTH_ARRIVE, "A payload of each producer is taken out.", this::bothArrive));
  }

  /** How many messages of that producer are in, or have been. */
  private int published(ProgramState s, int producer) {
    // Access by access the last store may still wait in a buffer; there each sends one message.
    return shape.whole() || s.done(producer) ? s.register(producer, MpmcProducer.SENT) : 0;
  }

  static int payload(int producer) {
    return producer == 0 ? MpmcProgram.P1_PAYLOAD : MpmcProgram.P2_PAYLOAD;
  }

  private int next(ProgramState s, int producer) {
    int register = producer == 0 ? MpmcConsumer.NEXT_OF_P1 : MpmcConsumer.NEXT_OF_P2;
    return s.register(shape.consumer(), register);
  }

  /** How many messages of that producer the consumer has taken, if none was skipped. */
  int taken(ProgramState s, int producer) {
    return next(s, producer) / MpmcProgram.NEXT_MESSAGE;
  }

  private boolean lost(ProgramState s) {
    for (int p = 0; p < shape.producers(); p++) {
      for (int k = taken(s, p); k < published(s, p); k++) {
        if (!isThere(s, payload(p) + k * MpmcProgram.NEXT_MESSAGE)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isThere(ProgramState s, int message) {
    for (int i = 0; i < shape.capacity(); i++) {
      if (s.cell(shape.slot(i)) == message) {
        return true;
      }
    }
    return s.register(shape.consumer(), MpmcConsumer.GOT) == message;
  }

  /** The index that two producers have reserved; -1 if there is none. */
  int twoOwners(ProgramState s) {
    if (shape.producers() < 2) {
      return -1;
    }
    int own = s.register(0, MpmcProducer.OWN);
    return own != 0 && own == s.register(1, MpmcProducer.OWN) ? own - 1 : -1;
  }

  /**
   * The sequence of a slot that is owned is already past it. Another has published it, and when the
   * owner does, the sequence goes back; or the owner's own publication has overtaken its writing.
   */
  private boolean movedOn(ProgramState s) {
    for (int p = 0; p < shape.producers(); p++) {
      int index = s.register(p, MpmcProducer.OWN) - 1;
      if (index >= 0 && s.cell(shape.sequence(index)) > index) {
        return true;
      }
    }
    return false;
  }

  private boolean drained(ProgramState s) {
    for (int p = 0; p < shape.producers(); p++) {
      if (next(s, p) != s.register(p, MpmcProducer.SENT) * MpmcProgram.NEXT_MESSAGE) {
        return false;
      }
    }
    return true;
  }

  boolean blocked(ProgramState s) {
    int first = s.cell(MpmcProgram.CONSUMER_INDEX);
    if (s.cell(shape.sequence(first)) != first) {
      return false;
    }
    for (int i = first + 1; i < first + shape.capacity(); i++) {
      if (s.cell(shape.sequence(i)) == i + 1) {
        return true;
      }
    }
    return false;
  }

  private boolean bothArrive(ProgramState s) {
    return taken(s, 0) > 0 && (shape.producers() < 2 || taken(s, 1) > 0);
  }
}
