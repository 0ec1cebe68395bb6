package lab.memorymodel.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.compiler.ThreadOrders.Arranged;
import lab.memorymodel.compiler.ThreadOrders.Item;
import lab.memorymodel.compiler.ThreadOrders.Piece;

/** Writes pieces out as lines, and sets the jumps right. */
final class OrderedLines {
  private final ThreadCode thread;
  private final List<Integer> order = new ArrayList<>();
  private final Map<Integer, Integer> starts = new HashMap<>();
  private final Map<Integer, Integer> exits = new HashMap<>();

  OrderedLines(ThreadCode thread) {
    this.thread = thread;
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
      if (Jumps.target(instruction(line)) == item.end()) {
        exits.putIfAbsent(line, order.size());
      }
    }
  }

  Arranged result() {
    starts.putIfAbsent(thread.lines().size(), order.size());
    List<Line> lines = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int line = order.get(i);
      lines.add(retarget(line));
      for (int later : order.subList(i + 1, order.size())) {
        if (later < line && !local(later) && !local(line)) {
          moved.add(thread.name() + ": " + text(line) + " before " + text(later));
        }
      }
    }
    return new Arranged(lines, moved.size(), moved);
  }

  private Line retarget(int number) {
    Line line = thread.lines().get(number);
    Instruction changed = Jumps.retarget(line.instruction(), to -> target(number, to));
    return new Line(changed, line.verb(), line.text(), line.label(), line.operation());
  }

  private int target(int line, int target) {
    Integer exit = exits.get(line);
    return exit != null ? exit : starts.get(target);
  }

  private Instruction instruction(int line) {
    return thread.lines().get(line).instruction();
  }

  private boolean local(int line) {
    return instruction(line) instanceof Local;
  }

  private String text(int line) {
    return thread.lines().get(line).text();
  }
}
