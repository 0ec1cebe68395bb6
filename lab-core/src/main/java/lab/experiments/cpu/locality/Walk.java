package lab.experiments.cpu.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.cpu.Draws;

/** The orders: each a permutation of the elements, by their index in memory. */
final class Walk {
  private Walk() {}

  /** The elements in the order in which they are read; sequential where the person is free. */
  static int[] of(Setup setup) {
    return switch (setup.order()) {
      case SEQUENTIAL, FREE -> strided(setup.elements(), 1);
      case RANDOM -> shuffled(setup.elements(), setup.seed());
      case COLUMNS -> strided(setup.elements(), setup.columns());
      case STRIDE -> strided(setup.elements(), setup.stride());
      case BLOCKED -> blocked(setup.rows(), setup.columns(), setup.block());
      case Z_ORDER -> zOrder(setup.rows(), setup.columns());
    };
  }

  /** 0, stride, twice the stride … to the end, then the same from 1, up to stride - 1. */
  private static int[] strided(int elements, int stride) {
    int[] order = new int[elements];
    int at = 0;
    for (int from = 0; from < stride; from++) {
      for (int i = from; i < elements; i += stride) {
        order[at++] = i;
      }
    }
    return order;
  }

  /** Squares from left to right and from top to bottom, each column by column. */
  private static int[] blocked(int rows, int columns, int side) {
    int[] order = new int[rows * columns];
    int at = 0;
    for (int top = 0; top < rows; top += side) {
      for (int left = 0; left < columns; left += side) {
        for (int c = left; c < Math.min(left + side, columns); c++) {
          for (int r = top; r < Math.min(top + side, rows); r++) {
            order[at++] = r * columns + c;
          }
        }
      }
    }
    return order;
  }

  /** By the bits of row and column in turn (Morton); what lies outside the matrix is left out. */
  private static int[] zOrder(int rows, int columns) {
    int[] order = new int[rows * columns];
    int at = 0;
    for (int code = 0; at < order.length; code++) {
      int r = everySecondBit(code >> 1);
      int c = everySecondBit(code);
      if (r < rows && c < columns) {
        order[at++] = r * columns + c;
      }
    }
    return order;
  }

  private static int everySecondBit(int code) {
    int bits = 0;
    for (int i = 0; code >> (2 * i) != 0; i++) {
      bits |= (code >> (2 * i) & 1) << i;
    }
    return bits;
  }

  /** Fisher and Yates. */
  private static int[] shuffled(int elements, long seed) {
    int[] order = strided(elements, 1);
    for (int i = elements - 1; i > 0; i--) {
      int other = Draws.below(i + 1, seed, elements - 1 - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  /**
   * The least room with which an order fetches no line twice: an LRU cache still has a line if no
   * more others than it has room for were used since (the stack distance of Mattson and others,
   * 1970).
   */
  static int needs(Setup setup) {
    List<Integer> recent = new ArrayList<>();
    int needs = 1;
    for (int element : of(setup)) {
      Integer line = LocalityState.line(element);
      needs = Math.max(needs, recent.indexOf(line) + 1);
      recent.remove((Object) line);
      recent.addFirst(line);
    }
    return needs;
  }

  /** How many of the first reads of an order miss in a cache that was empty. */
  static int misses(Setup setup, int reads) {
    LocalityState state = LocalityState.start(setup);
    for (int element : Arrays.copyOf(of(setup), reads)) {
      state = state.read(element);
    }
    return state.misses();
  }
}
