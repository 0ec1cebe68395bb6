package lab.experiments.memory.spsc;

import static lab.memorymodel.AccessMode.ACQUIRE;
import static lab.memorymodel.AccessMode.PLAIN;
import static lab.memorymodel.AccessMode.RELEASE;
import static lab.memorymodel.Expr.constant;
import static lab.memorymodel.Expr.ge;
import static lab.memorymodel.Expr.lt;
import static lab.memorymodel.Expr.plus;
import static lab.memorymodel.Script.NONE;

import lab.memorymodel.Program;
import lab.memorymodel.Script;
import lab.memorymodel.SharedArray;

/** {@code SpscRecordRing}: records of two words that must agree, claimed and committed singly. */
final class RecordRings extends SmallRings {
  private final SharedArray firstWords = cells.array("firstWord", CAPACITY, 0);
  private final SharedArray secondWords = cells.array("secondWord", CAPACITY, 0);

  private RecordRings() {}

  static Program records() {
    RecordRings ring = new RecordRings();
    return ring.program("spsc of records", ring.claimAndCommit(), ring.takeAndRelease());
  }

  private Script claimAndCommit() {
    Side p = PRODUCER;
    Script code = p.script();
    code.place("next").branch(ge(p.index, MESSAGES), "end");
    code.branch(ge(p.left(), 1), "claimed").place("again");
    code.load("P1", "claim", p.seen, consumerIndex, ACQUIRE);
    code.assign(p.limit, plus(p.seen, CAPACITY));
    code.branch(lt(p.left(), 1), "again").place("claimed");
    code.store(NONE, "write", firstWords.around(p.index), p.after(), PLAIN);
    code.store(NONE, "write", secondWords.around(p.index), p.after(), PLAIN);
    code.note(p.count, constant(1));
    p.advance(code, "P3", producerIndex);
    return code.jump("next").place("end");
  }

  private Script takeAndRelease() {
    Side c = CONSUMER;
    Script code = c.script();
    code.place("next").branch(ge(c.index, MESSAGES), "end");
    code.branch(ge(c.left(), 1), "there").place("again");
    code.load("C1", "available", c.limit, producerIndex, ACQUIRE);
    code.branch(lt(c.left(), 1), "again").place("there");
    code.load(NONE, "copy", c.first, firstWords.around(c.index), PLAIN);
    code.load(NONE, "copy", c.second, secondWords.around(c.index), PLAIN);
    code.store("C3", "release", consumerIndex, c.after(), RELEASE);
    isNext(code, c.first, c.after());
    isNext(code, c.second, c.after());
    code.assign(c.index, c.after());
    return code.jump("next").place("end");
  }
}
