package lab.experiments.nic.datapath;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.Program;
import lab.stage.Piece;
import lab.stage.Tone;

/** What each is told by, and what it does next. */
record Signals(Whereabouts where) {

  /** How many descriptors are the NIC's. */
  Piece.Cell doorbell() {
    int posted = DatapathProgram.DOORBELL.in(where.s());
    Tone tone = posted == 0 ? Tone.IDLE : Tone.A;
    return Piece.Cell.of("doorbell", "doorbell " + posted, tone);
  }

  /** The interrupt, where the kernel sleeps until it comes. */
  Piece.Cell line() {
    boolean armed = DatapathProgram.ARMED.in(where.s()) != 0;
    String line =
        DatapathProgram.INTERRUPT.in(where.s()) != 0 ? "raised" : armed ? "armed" : "masked";
    return Piece.Cell.of("interrupt", "interrupt " + line, Tone.B);
  }

  /** The next line of each thread; beside the NIC's what the IOMMU has kept from it. */
  List<Piece> plans() {
    List<Piece> plans = new ArrayList<>();
    List<Program.ThreadCode> threads = where.program().threads();
    for (int t = 0; t < threads.size(); t++) {
      String name = threads.get(t).name();
      String next = where.next(t);
      Tone tone = where.s().done(t) ? Tone.IDLE : Tone.BUSY;
      String mark = where.s().done(t) ? "" : ">";
      int faults = DatapathProgram.FAULTS.in(where.s());
      boolean blocked = t == DatapathProgram.NIC.thread() && faults > 0;
      List<String> cells = blocked ? List.of(next, "blocked " + faults) : List.of(next);
      Piece.Row row = Piece.Row.of(name, blocked ? Tone.BAD : tone, mark, cells);
      List<Piece.Row> rows = List.of(row.doing(where.only(t)));
      plans.add(new Piece.Table(name + ".next", "", List.of(), rows));
    }
    return plans;
  }
}
