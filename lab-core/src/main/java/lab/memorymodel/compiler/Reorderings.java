package lab.memorymodel.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.input.BadInput;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;

/**
 * The programs that a compiler may make of one with plain accesses: everything that is reachable by
 * {@linkplain Swaps swapping} neighbours. The first is the program as written; the others come in
 * ascending number of swapped pairs.
 */
public final class Reorderings {
  /** A program with more than these is refused: nobody could look at them. */
  static final int MOST = 5000;

  private static final int MOST_TOLD = 3;

  private Reorderings() {}

  /**
   * One of the programs.
   *
   * @param swaps how many pairs run the other way round
   * @param moved what runs before what now, as in {@code c: r1 = data before r0 = ready}
   */
  public record Order(Program program, int swaps, List<String> moved) {
    /** The sentence of the step that chooses it. */
    public String story() {
      int more = moved.size() - MOST_TOLD;
      return "The compiler reorders "
          + (more > 0
              ? String.join("; ", moved.subList(0, MOST_TOLD))
                  + "; and "
                  + (more == 1 ? "1 pair more." : more + " pairs more.")
              : String.join("; ", moved) + ".");
    }
  }

  /**
   * Every order, the one as written first.
   *
   * @throws BadInput if there are more than {@link #MOST}
   */
  public static List<Order> of(Program program) {
    Swaps swaps = new Swaps(program);
    List<List<ThreadOrders.Arranged>> threads = new ArrayList<>();
    long total = 1;
    for (ThreadCode thread : program.threads()) {
      List<ThreadOrders.Arranged> orders = new ThreadOrders(thread, swaps).all();
      total *= orders.size();
      if (orders.size() > MOST || total > MOST) {
        throw new BadInput(
            "the plain accesses of "
                + program.name()
                + " can be reordered in more than "
                + MOST
                + " ways; make some of them opaque");
      }
      threads.add(orders);
    }
    List<Order> all = new ArrayList<>();
    combine(program, threads, new ArrayList<>(), all);
    all.sort(Comparator.comparingInt(Order::swaps));
    return all;
  }

  private static void combine(
      Program program,
      List<List<ThreadOrders.Arranged>> threads,
      List<ThreadOrders.Arranged> chosen,
      List<Order> all) {
    if (chosen.size() < threads.size()) {
      for (ThreadOrders.Arranged order : threads.get(chosen.size())) {
        chosen.addLast(order);
        combine(program, threads, chosen, all);
        chosen.removeLast();
      }
      return;
    }
    List<ThreadCode> code = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    int swaps = 0;
    for (int t = 0; t < chosen.size(); t++) {
      ThreadCode thread = program.threads().get(t);
      List<Line> lines = chosen.get(t).lines();
      code.add(new ThreadCode(thread.name(), thread.registers(), lines));
      swaps += chosen.get(t).swaps();
      moved.addAll(chosen.get(t).moved());
    }
    all.add(new Order(new Program(program.name(), program.cells(), code), swaps, moved));
  }
}
