package lab.memorymodel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.Jump;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ThreadOrders.Arranged;
import lab.memorymodel.ThreadOrders.Item;
import lab.memorymodel.ThreadOrders.Piece;

/** Writes pieces out as lines, and sets the jumps right. */
final class OrderedLines {
  private final ThreadCode thread;
  private final Op[] ops;
  private final List<Integer> order = new ArrayList<>();
  private final Map<Integer, Integer> starts = new HashMap<>();
  private final Map<Integer, Integer> exits = new HashMap<>();

  OrderedLines(ThreadCode thread, Op[] ops) {
    this.thread = thread;
    this.ops = ops;
  }

  void emit(List<Piece> pieces) {
    for (Piece piece : pieces) {
      // An if within a reordered piece begins where nobody jumps to: the piece's own start counts.
      starts.putIfAbsent(piece.start(), order.size());
      for (Item item : piece.items()) {
        if (item.isLine()) {
          order.add(item.line());
        } else {
          emit(item.inside());
          exit(item);
        }
      }
    }
  }

  /** What leaves the if goes on right behind it, wherever it stands now. */
  private void exit(Item item) {
    for (int line = item.line(); line < item.end(); line++) {
      if (ops[line].target == item.end()) {
        exits.putIfAbsent(line, order.size());
      }
    }
  }

  Arranged result() {
    starts.putIfAbsent(ops.length, order.size());
    List<Line> lines = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int line = order.get(i);
      lines.add(retarget(line));
      for (int later : order.subList(i + 1, order.size())) {
        if (later < line && !ops[later].local() && !ops[line].local()) {
          moved.add("%s: %s before %s".formatted(thread.name(), ops[line].text, ops[later].text));
        }
      }
    }
    return new Arranged(lines, moved.size(), moved);
  }

  private Line retarget(int number) {
    Line line = thread.lines().get(number);
    Instruction changed =
        switch (line.instruction()) {
          case Branch b -> new Branch(b.condition(), target(number, b.target()));
          case Jump j -> new Jump(target(number, j.target()));
          case Choose c ->
              new Choose(
                  c.ways().stream()
                      .map(w ->
                          new Choose.Way(
                              w.verb(),
                              w.arg(),
                              w.guard(),
                              target(number, w.target()),
                              w.otherwise()))
                      .toList());
          case Instruction other -> other;
        };
    return new Line(changed, line.verb(), line.text(), line.label(), line.operation());
  }

  private int target(int line, int target) {
    Integer exit = exits.get(line);
    return exit != null ? exit : starts.get(target);
  }
}
