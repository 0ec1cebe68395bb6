package lab.memorymodel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import lab.memorymodel.Program.SharedCell;

/** Gives a program's shared cells their numbers, in the order in which they are asked for. */
public final class Cells {
  private final List<SharedCell> cells = new ArrayList<>();

  /** Another cell. */
  public Shared cell(String name, int initial) {
    add(name, initial);
    return new Shared(cells.size() - 1, name);
  }

  /** Cells {@code slot0}, {@code slot1}, … with the same value at the start. */
  public SharedArray array(String name, int length, int initial) {
    return array(name, 0, length, _ -> initial);
  }

  /**
   * Cells {@code node1}, {@code node2}, … that differ at the start.
   *
   * @param first the index of the first of them
   * @param initial the value of the cell at an index
   */
  public SharedArray array(String name, int first, int length, IntUnaryOperator initial) {
    int number = cells.size();
    for (int i = first; i < first + length; i++) {
      add(name + i, initial.applyAsInt(i));
    }
    return new SharedArray(number, length, first, name);
  }

  /**
   * Cells side by side that have names of their own, such as the fields of nodes.
   *
   * @param name what the array is called
   * @param first the index of the first of them
   */
  public SharedArray array(String name, int first, SharedCell... each) {
    int number = cells.size();
    for (SharedCell cell : each) {
      add(cell.name(), cell.initial());
    }
    return new SharedArray(number, each.length, first, name);
  }

  private void add(String name, int initial) {
    if (cells.stream().anyMatch(c -> c.name().equals(name))) {
      throw new IllegalArgumentException("there is a cell " + name + " already");
    }
    cells.add(new SharedCell(name, initial));
  }

  /** All cells, by number. */
  public List<SharedCell> all() {
    return List.copyOf(cells);
  }

  /** The same cells with other values at the start, in order. */
  public List<SharedCell> with(int... initial) {
    List<SharedCell> changed = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      changed.add(new SharedCell(cells.get(i).name(), initial[i]));
    }
    return List.copyOf(changed);
  }
}
