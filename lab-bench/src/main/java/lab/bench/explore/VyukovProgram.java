package lab.bench.explore;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.ne;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Expr.reg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;

/**
 * The machine of {@link VyukovRing} as a program: what a search costs in the lab's rooms, where one
 * engine steps every program.
 */
public final class VyukovProgram {
  private static final int TAIL = 0;
  private static final int HEAD = 1;
  private static final int SEQ = 2;
  private static final int DATA = 4;

  // Registers; the last two only of consumers, whose MESSAGE is not used.
  private static final int POS = 0;
  private static final int SEEN = 1;
  private static final int WITNESS = 2;
  private static final int COUNT = 3;
  private static final int MESSAGE = 4;
  private static final int GOT = 5;

  private VyukovProgram() {}

  /** Under {@code sc}, access by access; parameters as in {@link VyukovRing}. */
  public static Machine<ProgramState> machine(int producers, int consumers, int messages) {
    List<ThreadCode> threads = new ArrayList<>();
    for (int i = 0; i < producers; i++) {
      threads.add(producer("p" + (i + 1), 1 << (i * messages), messages));
    }
    for (int i = 0; i < consumers; i++) {
      threads.add(consumer("c" + (i + 1), producers * messages / consumers));
    }
    List<SharedCell> cells =
        List.of(
            new SharedCell("tail", 0),
            new SharedCell("head", 0),
            new SharedCell("seq0", 0),
            new SharedCell("seq1", 1),
            new SharedCell("data0", 0),
            new SharedCell("data1", 0));
    int all = (1 << (producers * messages)) - 1;
    return ProgramMachine.of(
        new Program("vyukov", cells, threads),
        MemoryModel.SC,
        Grain.ACCESSES,
        List.of(
            new Claim.Never<>(
                "each-message-once",
                "When all are done, each message was taken exactly once.",
                s -> s.allDone() && got(s, producers, consumers) != all),
            new Claim.Sometimes<>(
                "all-done", "All threads come to their end.", ProgramState::allDone)));
  }

  private static int got(ProgramState s, int producers, int consumers) {
    int sum = 0;
    for (int i = 0; i < consumers; i++) {
      sum += s.register(producers + i, GOT);
    }
    return sum;
  }

  private static ThreadCode producer(String name, int firstMessage, int messages) {
    Expr message = reg(MESSAGE);
    return new ThreadCode(
        name,
        List.of("pos", "s", "w", "k", "m"),
        List.of(
            local(new Instruction.Assign(MESSAGE, constant(firstMessage))),
            step("tail", new Instruction.Load(POS, Cell.at(TAIL), AccessMode.VOLATILE)),
            step("look", new Instruction.Load(SEEN, slot(SEQ), AccessMode.VOLATILE)),
            local(new Instruction.Branch(ne(reg(SEEN), reg(POS)), 1)),
            step("cas", cas(TAIL)),
            local(new Instruction.Branch(ne(reg(WITNESS), reg(POS)), 1)),
            step("data", new Instruction.Store(slot(DATA), message, AccessMode.PLAIN)),
            step(
                "publish",
                new Instruction.Store(slot(SEQ), plus(reg(POS), 1), AccessMode.VOLATILE)),
            local(new Instruction.Assign(MESSAGE, plus(message, message))),
            local(new Instruction.Assign(COUNT, plus(reg(COUNT), 1))),
            local(new Instruction.Branch(lt(reg(COUNT), messages), 1))));
  }

  private static ThreadCode consumer(String name, int messages) {
    return new ThreadCode(
        name,
        List.of("pos", "s", "w", "k", "m", "got"),
        List.of(
            step("head", new Instruction.Load(POS, Cell.at(HEAD), AccessMode.VOLATILE)),
            step("look", new Instruction.Load(SEEN, slot(SEQ), AccessMode.VOLATILE)),
            local(new Instruction.Branch(ne(reg(SEEN), plus(reg(POS), 1)), 0)),
            step("cas", cas(HEAD)),
            local(new Instruction.Branch(ne(reg(WITNESS), reg(POS)), 0)),
            step("data", new Instruction.Load(MESSAGE, slot(DATA), AccessMode.PLAIN)),
            local(new Instruction.Assign(GOT, plus(reg(GOT), reg(MESSAGE)))),
            local(new Instruction.Assign(MESSAGE, constant(0))),
            step("free", new Instruction.Store(slot(SEQ), plus(reg(POS), 2), AccessMode.VOLATILE)),
            local(new Instruction.Assign(COUNT, plus(reg(COUNT), 1))),
            local(new Instruction.Branch(lt(reg(COUNT), messages), 0))));
  }

  private static Instruction cas(int cell) {
    return new Instruction.CompareAndExchange(
        WITNESS,
        Optional.empty(),
        Cell.at(cell),
        reg(POS),
        plus(reg(POS), 1),
        AccessMode.VOLATILE,
        false);
  }

  private static Cell slot(int base) {
    return Cell.at(base, and(reg(POS), 1));
  }

  private static Line step(String verb, Instruction instruction) {
    return Line.of(instruction, verb, verb);
  }

  private static Line local(Instruction instruction) {
    return Line.of(instruction, "", "");
  }
}
