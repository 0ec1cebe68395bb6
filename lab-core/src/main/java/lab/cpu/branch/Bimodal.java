package lab.cpu.branch;

/**
 * A counter of its own for each branch, as far as the table reaches: branches whose addresses agree
 * in their low bits share one. With one bit it repeats what the branch did last; with two, one
 * outcome out of line does not change its mind (J. E. Smith, "A study of branch prediction
 * strategies", ISCA 1981).
 *
 * @param bits of a counter, 1 or 2
 * @param entries counters, a power of two
 * @param start what each counter holds at first; a two-bit one predicts taken from 2 on
 */
public record Bimodal(int bits, int entries, int start) implements Tables {
  public Bimodal {
    Counter.within("bits", bits, 1, 2);
    Counter.powerOfTwo("entries", entries);
    Counter.within("start", start, 0, (1 << bits) - 1);
  }

  @Override
  public int cells() {
    return entries;
  }

  @Override
  public int first(int cell) {
    return start;
  }

  @Override
  public int highest() {
    return (1 << bits) - 1;
  }

  @Override
  public int counter(Cells cells, int pc) {
    return pc & (entries - 1);
  }

  @Override
  public void learns(Cells cells, int pc, boolean backward, boolean taken) {
    int counter = counter(cells, pc);
    cells.set(counter, Counter.towards(taken, cells.get(counter), 0, highest()));
  }
}
