package lab.cpu.branch;

/**
 * Two-bit counters that are chosen by where the branch is and by how the last branches went, all
 * branches together (T.-Y. Yeh and Y. Patt, MICRO 1991). The last cell is the history, the newest
 * outcome in its lowest bit.
 *
 * @param mix how address and history become an index
 * @param indexBits the table has two to the power of this many counters
 * @param historyBits outcomes that are remembered
 * @param start what each counter holds at first
 */
public record TwoLevel(Mix mix, int indexBits, int historyBits, int start) implements Tables {

  /** How address and history become an index. */
  public enum Mix {
    /** History in the upper bits, address in the rest. */
    BESIDE,
    /** Exclusive or of both: gshare (S. McFarling, DEC WRL TN-36, 1993). */
    XOR
  }

  public TwoLevel {
    Counter.within("indexBits", indexBits, 1, 20);
    Counter.within("historyBits", historyBits, 0, indexBits);
    Counter.within("start", start, 0, 3);
  }

  /** That of cachegrind on x86: 2^14 counters, 7 outcomes, 7 bits of the address, all from 0. */
  public static TwoLevel cachegrind() {
    return new TwoLevel(Mix.BESIDE, 14, 7, 0);
  }

  /** McFarling's, with as much history as fits its index. */
  public static TwoLevel gshare(int indexBits, int start) {
    return new TwoLevel(Mix.XOR, indexBits, indexBits, start);
  }

  @Override
  public int cells() {
    return (1 << indexBits) + 1;
  }

  private int historyCell() {
    return 1 << indexBits;
  }

  @Override
  public int first(int cell) {
    return cell == historyCell() ? 0 : start;
  }

  @Override
  public int highest() {
    return 3;
  }

  @Override
  public int counter(Cells cells, int pc) {
    int history = cells.get(historyCell());
    return switch (mix) {
      case BESIDE -> {
        int pcBits = indexBits - historyBits;
        yield (history << pcBits) | (pc & ((1 << pcBits) - 1));
      }
      case XOR -> (pc ^ history) & (1 << indexBits) - 1;
    };
  }

  @Override
  public void learns(Cells cells, int pc, boolean backward, boolean taken) {
    int counter = counter(cells, pc);
    cells.set(counter, Counter.towards(taken, cells.get(counter), 0, 3));
    int history = cells.get(historyCell()) << 1 | (taken ? 1 : 0);
    cells.set(historyCell(), history & (1 << historyBits) - 1);
  }
}
