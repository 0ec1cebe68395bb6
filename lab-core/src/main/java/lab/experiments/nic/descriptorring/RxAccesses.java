package lab.experiments.nic.descriptorring;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.or;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;

/** Receiving, with every access as a step; the NIC is in order, as in {@link TxAccesses}. */
final class RxAccesses extends RingProgram {
  private static final Registers DRIVER = new Registers(0, "driver");
  private static final Reg WRONG = DRIVER.reg("wrong");
  private static final Reg REAPED = DRIVER.reg("reaped");
  private static final Reg SEEN = DRIVER.reg("seen");
  private static final Reg BYTES = DRIVER.reg("bytes");

  RxAccesses(Setup setup) {
    super(setup, setup.frames());
  }

  @Override
  Program program() {
    return new Program("rx", cells.all(), List.of(driver(), nic()));
  }

  private ThreadCode driver() {
    Modes modes = setup.asked().modes();
    Script code = new Script(DRIVER);
    for (int i = 0; i < setup.frames(); i++) {
      Expr frame = constant(i + 1);
      String again = "reap slot " + i;
      code.place(again).load("C1." + i, "reap", SEEN, done.at(i), modes.load(AccessMode.ACQUIRE));
      code.branch(eq(SEEN, 0), again);
      if (setup.readBarrier()) {
        code.fence(Script.NONE, "barrier", FenceKind.ACQUIRE);
      }
      code.load("C2." + i, "read", BYTES, payload.at(i), modes.data());
      // Handed up once it is read: a number that hangs on nothing would count it before.
      Expr count = called(frame.words(), plus(and(BYTES, 0), frame));
      code.note(WRONG, or(WRONG, ne(BYTES, frame))).assign(REAPED, count);
    }
    return code.thread();
  }

  private ThreadCode nic() {
    Script code = new Script(new Registers(1, "nic"));
    for (int i = 0; i < setup.frames(); i++) {
      code.store("N1." + i, "write", payload.at(i), constant(i + 1), AccessMode.RELEASE);
      code.store("N2." + i, "done", done.at(i), constant(1), AccessMode.RELEASE);
    }
    return code.thread();
  }

  @Override
  RingPlaces places(Program program, RingTokens tokens) {
    return new RxAccessPlaces(setup, this, program, tokens);
  }

  @Override
  Indices indices(ProgramState s) {
    return new Indices(REAPED.in(s), setup.limit(), setup.limit(), firstUnset(done, s));
  }

  @Override
  String blame(ProgramState before, ProgramState after) {
    return isWrong(after) && !isWrong(before) ? RingWords.LOADS : "";
  }

  @Override
  boolean isWrong(ProgramState s) {
    return WRONG.isSet(s);
  }

  @Override
  boolean isFinished(ProgramState s) {
    return REAPED.in(s) == setup.frames();
  }
}
