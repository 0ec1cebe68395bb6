package lab.experiments.memory.spsc;

import static lab.memorymodel.Expr.and;
import static lab.memorymodel.Expr.called;
import static lab.memorymodel.Expr.eq;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.le;
import static lab.memorymodel.Expr.minus;
import static lab.memorymodel.Expr.plus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Program;
import lab.memorymodel.Reg;
import lab.memorymodel.Registers;
import lab.memorymodel.Script;
import lab.memorymodel.Shared;

/** What the programs of small rings have in common: two slots, two laps, the same registers. */
abstract class SmallRings {
  static final int CAPACITY = 2;
  static final int MESSAGES = 4;
  static final int BATCH = 2;

  static final Side PRODUCER = new Side(0, "producer", "p");
  static final Side CONSUMER = new Side(1, "consumer", "c");

  final Cells cells = new Cells();
  final Shared producerIndex = cells.cell("producerIndex", 0);
  final Shared consumerIndex = cells.cell("consumerIndex", 0);

  /** What both sides have. */
  static final class Side {
    private final Registers all;

    /** Its own index. */
    final Reg index;

    /** What it knows of the other's. */
    final Reg limit;

    final Reg seen;

    /** How many one call moves. */
    final Reg count;

    final Reg first;
    final Reg second;

    private Side(int thread, String actor, String name) {
      all = new Registers(thread, actor);
      index = all.reg(name);
      limit = all.reg("limit");
      seen = all.reg("seen");
      count = all.reg("n");
      first = all.reg("first");
      second = all.reg("second");
    }

    Script script() {
      return new Script(all);
    }

    Expr left() {
      return minus(limit, index);
    }

    Expr after() {
      return plus(index, 1);
    }

    /** How many to move: two, the length of a call, if there are so many, else one. */
    Expr clamp() {
      Expr enough = and(ge(left(), BATCH), le(index, MESSAGES - BATCH));
      return called("min(limit - " + index.name() + ", " + BATCH + ")", plus(enough, 1));
    }

    /** Moves on by as many as the call has moved. */
    void advance(Script code, String label, Shared shared) {
      code.store(label, "count", shared, plus(index, count), AccessMode.RELEASE);
      code.assign(index, plus(index, count));
    }

    /** Reads the other side's index and keeps the greater of what it says and what was known. */
    void remember(Script code, String label, Shared other, Expr said) {
      code.load(label, "index", seen, other, AccessMode.ACQUIRE);
      code.branch(le(said, limit), "known").assign(limit, said).place("known");
    }
  }

  final Program program(String name, Script producer, Script consumer) {
    return new Program(name, cells.all(), List.of(producer.thread(), consumer.thread()));
  }

  static void isNext(Script code, Reg message, Expr number) {
    code.check(eq(message, number), SpscProgram.FIFO);
  }
}
