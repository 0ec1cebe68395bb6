package lab.memorymodel.compiler;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;

/**
 * The orders of one thread's instructions. Its code is cut into straight pieces; a whole {@code if}
 * with its branches is one item of the piece it stands in, and is ordered inside by itself. So
 * nothing moves into or out of a branch that controls it, nor into or out of a loop.
 */
final class ThreadOrders {
  /** Lines in a new order, and which pairs were swapped. */
  record Arranged(List<Line> lines, int swaps, List<String> moved) {}

  /** Part of the code in some order: a line, or an {@code if} that ends in front of line end. */
  record Item(int line, List<Piece> inside, int end) {
    boolean isLine() {
      return inside.isEmpty();
    }
  }

  /** A straight piece that is entered at its first line only. */
  record Piece(int start, List<Item> items) {}

  private final ThreadCode thread;
  private final List<Instruction> code;
  private final Swaps swaps;

  ThreadOrders(ThreadCode thread, Swaps swaps) {
    this.thread = thread;
    this.swaps = swaps;
    code = thread.lines().stream().map(Line::instruction).toList();
  }

  /**
   * All orders; the one as written first. More than {@link Reorderings#MOST} are not looked for.
   */
  List<Arranged> all() {
    List<Arranged> all = new ArrayList<>();
    for (List<Piece> pieces : orders(pieces(0, code.size()))) {
      all.add(arranged(pieces));
    }
    return all;
  }

  private List<Piece> pieces(int from, int to) {
    List<Piece> pieces = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    int start = from;
    int at = from;
    while (at < to) {
      int end = ifEnd(at, to);
      boolean control = Jumps.control(code.get(at));
      if (end > at) {
        List<Piece> inside = new ArrayList<>();
        inside.add(new Piece(at, List.of(new Item(at, List.of(), 0))));
        inside.addAll(pieces(at + 1, end));
        items.add(new Item(at, inside, end));
        at = end;
      } else {
        items.add(new Item(at, List.of(), 0));
        at++;
      }
      if (at < to && ((control && end < 0) || entered(at, items.getLast()))) {
        pieces.add(new Piece(start, items));
        items = new ArrayList<>();
        start = at;
      }
    }
    pieces.add(new Piece(start, items));
    return pieces;
  }

  /** Whether something other than the exits of {@code before} jumps to line {@code at}. */
  private boolean entered(int at, Item before) {
    for (int i = 0; i < code.size(); i++) {
      boolean exit = !before.isLine() && i >= before.line && i < before.end;
      if (!exit && Jumps.into(code.get(i), at, at + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Where the {@code if} ends that begins with the branch at {@code at}; -1 if it begins none. */
  private int ifEnd(int at, int to) {
    if (!(code.get(at) instanceof Branch first) || first.target() <= at) {
      return -1;
    }
    int end = first.target();
    for (int i = at; i < end; i++) {
      int target = Jumps.target(code.get(i));
      if (code.get(i) instanceof Choose || (target >= 0 && target <= i)) {
        return -1;
      }
      end = Math.max(end, target);
      if (end > to) {
        return -1;
      }
    }
    for (int i = 0; i < code.size(); i++) {
      if ((i < at || i >= end) && Jumps.into(code.get(i), at + 1, end)) {
        return -1;
      }
    }
    return end;
  }

  private List<List<Piece>> orders(List<Piece> pieces) {
    List<List<Piece>> all = new ArrayList<>();
    all.add(List.of());
    for (Piece piece : pieces) {
      List<List<Item>> itemOrders = new ArrayList<>();
      extend(piece.items, new ArrayList<>(), new boolean[piece.items.size()], itemOrders);
      List<List<Piece>> longer = new ArrayList<>();
      for (List<Piece> before : all) {
        for (List<Item> items : itemOrders) {
          for (List<Item> resolved : insideOrders(items)) {
            List<Piece> next = new ArrayList<>(before);
            next.add(new Piece(piece.start, resolved));
            longer.add(next);
            if (longer.size() > Reorderings.MOST) {
              return longer;
            }
          }
        }
      }
      all = longer;
    }
    return all;
  }

  /** The same items, each {@code if} among them in every order of its inside. */
  private List<List<Item>> insideOrders(List<Item> items) {
    List<List<Item>> all = new ArrayList<>();
    all.add(List.of());
    for (Item item : items) {
      List<List<Piece>> insides = item.isLine() ? List.of(List.of()) : orders(item.inside);
      List<List<Item>> longer = new ArrayList<>();
      for (List<Item> before : all) {
        for (List<Piece> inside : insides) {
          List<Item> next = new ArrayList<>(before);
          next.add(new Item(item.line, inside, item.end));
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  /**
   * Adds every order that goes on from {@code done}. What is local comes as early as it can, so
   * that orders which differ in nothing else are found once.
   */
  private void extend(List<Item> items, List<Item> done, boolean[] used, List<List<Item>> all) {
    if (all.size() > Reorderings.MOST) {
      return;
    }
    if (done.size() == items.size()) {
      all.add(List.copyOf(done));
      return;
    }
    List<Integer> ready = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!used[i] && ready(items, used, i)) {
        ready.add(i);
      }
    }
    List<Integer> locals = ready.stream().filter(i -> local(items.get(i))).limit(1).toList();
    for (int i : locals.isEmpty() ? ready : locals) {
      used[i] = true;
      done.addLast(items.get(i));
      extend(items, done, used, all);
      done.removeLast();
      used[i] = false;
    }
  }

  private boolean ready(List<Item> items, boolean[] used, int i) {
    for (int earlier = 0; earlier < i; earlier++) {
      if (!used[earlier] && !swaps.legal(code(items.get(earlier)), code(items.get(i)))) {
        return false;
      }
    }
    // A branch that ends the piece stays at its end.
    return items.get(i).end > 0 || !control(items.get(i)) || done(used, i);
  }

  private static boolean done(boolean[] used, int i) {
    for (int earlier = 0; earlier < i; earlier++) {
      if (!used[earlier]) {
        return false;
      }
    }
    return true;
  }

  private boolean control(Item item) {
    return Jumps.control(code.get(item.line));
  }

  private boolean local(Item item) {
    return code(item).stream().allMatch(Local.class::isInstance);
  }

  private List<Instruction> code(Item item) {
    return code.subList(item.line, item.isLine() ? item.line + 1 : item.end);
  }

  private Arranged arranged(List<Piece> pieces) {
    OrderedLines emitter = new OrderedLines(thread);
    emitter.emit(pieces);
    return emitter.result();
  }
}
