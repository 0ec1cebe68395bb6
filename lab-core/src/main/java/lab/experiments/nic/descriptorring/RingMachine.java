package lab.experiments.nic.descriptorring;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lab.explore.Claim;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramMachine;
import lab.memorymodel.ProgramState;
import lab.memorymodel.RetoldMachine;

/** The program as a machine, its claims, and the whole operations in words. */
final class RingMachine implements RetoldMachine {
  static final String WHOLE_DESCRIPTOR = "whole-descriptor";
  static final String FREE_SLOT = "free-slot";
  static final String RIGHT_BYTES = "right-bytes";
  static final String REAPED = "reaped";
  static final String ALL_DONE = "all-done";

  private final Setup setup;
  private final Program program;
  private final ProgramMachine inner;
  private final RingStory story;

  RingMachine(Setup setup, MemoryModel model) {
    this.setup = setup;
    program =
        !setup.whole()
            ? AccessProgram.of(setup)
            : setup.transmit() ? TxProgram.of(setup) : RxProgram.of(setup);
    inner =
        ProgramMachine.of(
            program, model, setup.grain(), setup.transmit() ? sending() : receiving());
    story = new RingStory(setup);
  }

  Program program() {
    return program;
  }

  private List<Claim<ProgramState>> sending() {
    boolean whole = setup.whole();
    int n = whole ? TxProgram.N : AccessProgram.N;
    int unwritten = whole ? TxProgram.UNWRITTEN : AccessProgram.UNWRITTEN;
    int wrong = whole ? TxProgram.WRONG : AccessProgram.WRONG;
    Predicate<ProgramState> allReaped = whole ? this::allReaped : this::allCounted;
    return List.of(
        new Claim.Never<>(
            WHOLE_DESCRIPTOR,
            "The NIC never fetches a descriptor that is not all written.",
            s -> s.register(n, unwritten) != 0),
        new Claim.Never<>(
            FREE_SLOT,
            "The driver never posts to a slot that the NIC has not finished with.",
            s -> whole && s.register(TxProgram.D, TxProgram.STOLEN) != 0),
        new Claim.Never<>(
            RIGHT_BYTES,
            "The bytes that leave are those that the driver wrote.",
            s -> s.register(n, wrong) != 0),
        new Claim.Stuck<>(
            REAPED,
            "Every frame that is posted can still be reaped.",
            whole
                ? s ->
                    s.register(TxProgram.D, TxProgram.REAPED)
                        == s.register(TxProgram.D, TxProgram.POSTED)
                : allReaped),
        new Claim.Sometimes<>(
            ALL_DONE,
            "All frames leave, whole, and are reaped.",
            s -> allReaped.test(s) && s.register(n, wrong) == 0));
  }

  private boolean allReaped(ProgramState s) {
    return s.register(TxProgram.D, TxProgram.REAPED) == setup.frames();
  }

  private boolean allCounted(ProgramState s) {
    return s.register(AccessProgram.D, AccessProgram.COUNT) == setup.few();
  }

  private List<Claim<ProgramState>> receiving() {
    boolean whole = setup.whole();
    int wrong = whole ? RxProgram.WRONG : AccessProgram.WRONG;
    Predicate<ProgramState> allTaken =
        whole ? s -> s.register(RxProgram.D, RxProgram.TAKEN) == setup.frames() : this::allCounted;
    return List.of(
        new Claim.Never<>(
            RIGHT_BYTES,
            "The bytes that the driver hands up are those that came.",
            s -> s.register(RxProgram.D, wrong) != 0),
        new Claim.Stuck<>(
            REAPED,
            "Every frame that comes can still be reaped.",
            whole
                ? s ->
                    s.register(RxProgram.D, RxProgram.TAKEN)
                        == s.register(RxProgram.W, RxProgram.COUNT)
                : allTaken),
        new Claim.Sometimes<>(
            ALL_DONE,
            "All frames are handed up, whole.",
            s -> allTaken.test(s) && s.register(RxProgram.D, wrong) == 0));
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return setup.grain() == Grain.ACCESSES ? Optional.empty() : Optional.of(story::of);
  }
}
