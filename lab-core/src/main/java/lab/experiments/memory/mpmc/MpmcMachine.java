package lab.experiments.memory.mpmc;

import static lab.experiments.memory.mpmc.MpmcProgram.PAYLOAD_MASK;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells its whole steps in the words of the ring. */
final class MpmcMachine implements RetoldMachine {
  static final String SPSC_BEATS_MPMC = "spsc-beats-mpmc";

  private static final int SLOTS = 8;

  /**
   * So many of each producer fill the ring of eight and go round it. Where two producers reserve
   * plainly and break it in a few steps, four fill it, and there are nine times fewer states.
   */
  private static final int MESSAGES = 5;

  private static final int MESSAGES_OF_THE_BROKEN = 4;

  private final ProgramMachine inner;
  private final MpmcProgram ring;
  private final MpmcClaims claims;

  MpmcMachine(boolean compare, int producers, boolean stalls, ProgramSetup setup) {
    ring = new MpmcProgram(shape(compare, producers, stalls, setup.whole(), setup.modes()));
    claims = new MpmcClaims(ring);
    List<Claim<ProgramState>> all = new ArrayList<>(claims.all());
    all.add(
        new Claim.Beats<>(
            SPSC_BEATS_MPMC,
            "Between one producer and one consumer a message needs fewer read-modify-writes where"
                + " indices are stored plainly than where they are compared and set.",
            "read-modify-writes",
            "plain index",
            "compare-and-set",
            MpmcMachine::readModifyWrites));
    inner = ProgramMachine.of(ring.program, setup.model(), setup.grain(), all);
  }

  private static Shape shape(
      boolean compare, int producers, boolean stalls, boolean whole, Modes modes) {
    int messages = !whole ? 1 : compare || producers == 1 ? MESSAGES : MESSAGES_OF_THE_BROKEN;
    return new Shape(compare, producers, SLOTS, messages, false, false, stalls, whole, modes);
  }

  /** How much there is of everything. */
  String world() {
    int messages = ring.shape.messages();
    String each = messages + (messages == 1 ? " message" : " messages");
    String producers =
        ring.shape.producers() == 1
            ? "one producer of " + each
            : "two producers of " + each + " each";
    String stalls = ring.shape.stalls() ? "the first of which may stop for good, " : "";
    return ("a ring of " + ring.shape.capacity() + " slots, " + producers + ", ")
        + (stalls + "one consumer");
  }

  MpmcProgram ring() {
    return ring;
  }

  /** Compare-and-sets on the way of one message, with plain reservation and with the shipped. */
  private static Claim.Costs readModifyWrites() {
    Schedule message =
        Schedule.parse(
            "producer1.index,producer1.look,producer1.reserve,producer1.write,producer1.publish,"
                + "consumer.index,consumer.look,consumer.reserve,"
                + "consumer.read,consumer.clear,consumer.free");
    return new Claim.Costs(
        readModifyWrites(false, message), readModifyWrites(true, message), message);
  }

  private static long readModifyWrites(boolean compare, Schedule message) {
    Program single = new MpmcProgram(shape(compare, 1, false, false, Modes.SHIPPED)).program;
    return ProgramMachine.run(single, Grain.ACCESSES, message).frames().stream()
        .flatMap(f -> f.action().stream())
        .filter(a -> isReadModifyWrite(single, a))
        .count();
  }

  private static boolean isReadModifyWrite(Program program, Action action) {
    return program.threads().stream()
        .filter(t -> t.name().equals(action.actor()))
        .flatMap(t -> t.lines().stream())
        .anyMatch(
            l -> l.verb().equals(action.verb()) && l.instruction() instanceof CompareAndExchange);
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of(this::story);
  }

  /** Of what changes nothing it is the reason why it is refused. */
  private String story(ProgramState before, Action action, ProgramState after) {
    return ring.producers.stream()
        .filter(p -> p.actor().equals(action.actor()))
        .findFirst()
        .map(p -> story(before, p, action.verb(), after))
        .orElseGet(() -> takes(before));
  }

  private String story(ProgramState before, MpmcProducer p, String verb, ProgramState after) {
    String name = "Producer" + p.actor().substring("producer".length());
    if (verb.equals("stall")) {
      return name + " is stopped for good; its slot stays reserved.";
    }
    if (!p.own.isSet(before)) {
      return reserves(before, p, name, after);
    }
    int index = p.own.in(before) - 1;
    int slot = ring.wrapped(index);
    if (p.own.isSet(after)) {
      int was = ring.slot(before, index) & PAYLOAD_MASK;
      String over = was == 0 ? "" : ", over the " + was + " that was there";
      return name + " writes " + p.payload() + " into slot " + slot + over + ".";
    }
    return (name + " publishes slot " + slot + ": its sequence is " + (index + 1))
        + (outcome(after, p, index) + ".");
  }

  /** What is to become of what has just been published, if nobody will ever take it. */
  private String outcome(ProgramState after, MpmcProducer p, int index) {
    int head = ring.consumerIndex.in(after);
    if (index < head) {
      return ". The consumer is past it already: this " + p.payload() + " is never taken";
    }
    MpmcProducer first = ring.producers.getFirst();
    return first.stalled.isSet(after) && first.own.in(after) - 1 == head
        ? (". The consumer waits for slot " + ring.wrapped(head))
            + ", which nobody will ever publish"
        : "";
  }

  private String reserves(ProgramState before, MpmcProducer p, String name, ProgramState after) {
    int tail = ring.producerIndex.in(before);
    boolean planned = p.plans.isSet(before);
    if (p.own.isSet(after)) {
      String moves = planned ? " moves tail from " : " steals tail, from ";
      String both = claims.twoOwners(after).isPresent() ? ", and so has the other producer" : "";
      return (name + moves + tail + " to " + ring.producerIndex.in(after))
          + (": it has slot " + ring.wrapped(p.own.in(after) - 1) + both + ".");
    }
    if (planned) {
      return (name + " finds tail = " + tail + ", not " + p.index.in(before))
          + ": its CAS fails, and it begins again.";
    }
    int slot = ring.wrapped(tail);
    return ring.canReserve(before)
        ? (name + " reads tail = " + tail + ": slot " + slot)
            + " is free, and it plans to reserve it."
        : ("slot " + slot + " is not free: its sequence is " + ring.sequence(before, tail))
            + (", and tail = " + tail);
  }

  private String takes(ProgramState before) {
    int head = ring.consumerIndex.in(before);
    int slot = ring.wrapped(head);
    if (claims.blocked(before)) {
      return "slot " + slot + " is only reserved: the payload behind it must wait for it";
    }
    if (!ring.canTake(before)) {
      return ("nothing to take: the sequence of slot " + slot)
          + (" is " + ring.sequence(before, head) + ", not head + 1 = " + (head + 1));
    }
    int got = ring.slot(before, head) & PAYLOAD_MASK;
    return ("The consumer takes " + (got == 0 ? "nothing" : "" + got) + " from slot " + slot)
        + " and frees it for the next lap.";
  }
}
