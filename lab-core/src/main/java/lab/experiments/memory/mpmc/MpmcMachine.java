package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells its whole steps in the words of the ring. */
final class MpmcMachine implements RetoldMachine {
  static final String SPSC_BEATS_MPMC = "spsc-beats-mpmc";

  static final int SLOTS = 8;

  /**
   * So many of each producer fill the ring of eight and go round it. Where two producers reserve
   * plainly and break it in a few steps, four fill it, and there are nine times fewer states.
   */
  private static final int MESSAGES = 5;

  private static final int MESSAGES_OF_THE_BROKEN = 4;

  private final ProgramMachine inner;
  private final Program program;
  private final Shape shape;

  MpmcMachine(boolean compare, int producers, boolean stalls, ProgramSetup setup) {
    shape = shape(compare, producers, stalls, setup.whole(), setup.mode());
    program = MpmcProgram.of(shape);
    List<Claim<ProgramState>> claims = new ArrayList<>(new MpmcClaims(shape).all());
    claims.add(
        new Claim.Beats<>(
            SPSC_BEATS_MPMC,
            "With one producer and one consumer a message needs fewer atomic operations.",
            "atomic operations",
            "one to one",
            "many to many",
            MpmcMachine::atomicOperations));
    inner = ProgramMachine.of(program, setup.model(), setup.grain(), claims);
  }

  private static Shape shape(
      boolean compare, int producers, boolean stalls, boolean whole, String mode) {
    int messages = !whole ? 1 : compare || producers == 1 ? MESSAGES : MESSAGES_OF_THE_BROKEN;
    return new Shape(compare, producers, SLOTS, messages, false, false, stalls, whole, mode);
  }

  Program program() {
    return program;
  }

  Shape shape() {
    return shape;
  }

  /** Compare-and-sets on the way of one message, with plain reservation and with the shipped. */
  private static Claim.Costs atomicOperations() {
    Schedule message =
        Schedule.parse(
            "p1.index,p1.look,p1.reserve,p1.write,p1.publish,"
                + "c.index,c.look,c.reserve,c.read,c.clear,c.free");
    return new Claim.Costs(
        atomicOperations(false, message), atomicOperations(true, message), message);
  }

  private static long atomicOperations(boolean compare, Schedule message) {
    Program single = MpmcProgram.of(shape(compare, 1, false, false, "acquire-release"));
    ProgramMachine machine = ProgramMachine.of(single, MemoryModel.SC, Grain.ACCESSES, List.of());
    Replay<ProgramState> run = Replay.run(machine, message);
    if (run.refusal().isPresent() || !run.last().allDone()) {
      throw new IllegalStateException("one message does not pass: " + run.refusal());
    }
    return run.frames().stream()
        .flatMap(f -> f.action().stream())
        .filter(a -> isAtomic(single, a))
        .count();
  }

  private static boolean isAtomic(Program program, Action action) {
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
    return shape.whole() ? Optional.of(this::story) : Optional.empty();
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    if (action.actor().equals("c")) {
      return takes(before, after);
    }
    int p = action.actor().equals("p1") ? 0 : 1;
    String name = "P" + (p + 1);
    if (action.verb().equals("stall")) {
      return name + " is stopped for good; its slot stays reserved.";
    }
    int owned = before.register(p, MpmcProducer.OWN);
    if (owned == 0) {
      return name + reserves(before, p, after);
    }
    int slot = (owned - 1) & (SLOTS - 1);
    if (after.register(p, MpmcProducer.OWN) != 0) {
      int was = before.cell(shape.slot(owned - 1));
      return "%s writes %d into slot %d%s."
          .formatted(
              name,
              MpmcClaims.payload(p),
              slot,
              was == 0 ? "" : ", over the " + (was & MpmcProgram.PAYLOAD_MASK) + " that was there");
    }
    return "%s publishes slot %d: its sequence is %d.".formatted(name, slot, owned);
  }

  private String reserves(ProgramState before, int p, ProgramState after) {
    int head = before.cell(MpmcProgram.PRODUCER_INDEX);
    int owns = after.register(p, MpmcProducer.OWN) - 1;
    boolean planned = before.register(p, MpmcProducer.PLANS) != 0;
    int planIndex = before.register(p, MpmcThread.INDEX);
    if (owns >= 0) {
      String how = planned ? " moves head from %d to %d" : " steals head, from %d to %d";
      String also =
          new MpmcClaims(shape).twoOwners(after) >= 0 ? ", and so has the other producer" : "";
      return how.formatted(head, after.cell(MpmcProgram.PRODUCER_INDEX))
          + ": it has slot %d%s.".formatted(owns & (SLOTS - 1), also);
    }
    if (planned) {
      return " finds head = %d, not %d: its CAS fails, and it begins again."
          .formatted(head, planIndex);
    }
    if (after.register(p, MpmcProducer.PLANS) != 0) {
      return " reads head = %d: slot %d is free, and it plans to reserve it."
          .formatted(head, head & (SLOTS - 1));
    }
    return " reads head = %d: slot %d is not free, and it will look again."
        .formatted(head, head & (SLOTS - 1));
  }

  private String takes(ProgramState before, ProgramState after) {
    int tail = before.cell(MpmcProgram.CONSUMER_INDEX);
    if (after.cell(MpmcProgram.CONSUMER_INDEX) == tail) {
      return "The consumer finds nothing in slot %d%s."
          .formatted(
              tail & (SLOTS - 1),
              new MpmcClaims(shape).blocked(before)
                  ? ", although there is a payload behind it: it must wait for the slot's producer"
                  : "");
    }
    int got = before.cell(shape.slot(tail)) & MpmcProgram.PAYLOAD_MASK;
    return "The consumer takes %s from slot %d and frees it for the next lap."
        .formatted(got == 0 ? "nothing" : got, tail & (SLOTS - 1));
  }
}
