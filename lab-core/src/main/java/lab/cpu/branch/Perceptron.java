package lab.cpu.branch;

/**
 * A weight for each of the last outcomes, and one for none of them: their sum, each outcome counted
 * as +1 or -1, predicts taken if it is not negative. They are trained on a mispredict, and as long
 * as the sum is no further from 0 than 1.93 h + 14 (D. Jiménez and C. Lin, "Dynamic branch
 * prediction with perceptrons", HPCA 2001). Weights have eight bits, as theirs.
 *
 * @param entries perceptrons, a power of two; a branch has that of its low address bits
 * @param history outcomes that are weighed, h; at most 31, for they are kept in one cell
 */
public record Perceptron(int entries, int history) implements Predictor {
  private static final int LOWEST = -128;
  private static final int HIGHEST = 127;

  public Perceptron {
    Counter.powerOfTwo("entries", entries);
    Counter.within("history", history, 1, 31);
  }

  @Override
  public int cells() {
    return entries * (history + 1) + 1;
  }

  private int historyCell() {
    return entries * (history + 1);
  }

  @Override
  public int first(int cell) {
    return 0;
  }

  /** How far from 0 the sum may be for training to go on: 1.93 h + 14, rounded down. */
  public int threshold() {
    return (193 * history + 1400) / 100;
  }

  private int bias(int pc) {
    return (pc & (entries - 1)) * (history + 1);
  }

  private int sum(Cells cells, int pc) {
    int bias = bias(pc);
    int past = cells.get(historyCell());
    int sum = cells.get(bias);
    for (int i = 0; i < history; i++) {
      int weight = cells.get(bias + 1 + i);
      sum += (past >>> i & 1) != 0 ? weight : -weight;
    }
    return sum;
  }

  @Override
  public boolean predicts(Cells cells, int pc, boolean backward) {
    return sum(cells, pc) >= 0;
  }

  @Override
  public void learns(Cells cells, int pc, boolean backward, boolean taken) {
    int sum = sum(cells, pc);
    int past = cells.get(historyCell());
    if (sum >= 0 != taken || Math.abs(sum) <= threshold()) {
      int bias = bias(pc);
      train(cells, bias, taken);
      for (int i = 0; i < history; i++) {
        train(cells, bias + 1 + i, (past >>> i & 1) != 0 == taken);
      }
    }
    cells.set(historyCell(), past << 1 | (taken ? 1 : 0));
  }

  private static void train(Cells cells, int weight, boolean agrees) {
    cells.set(weight, Counter.towards(agrees, cells.get(weight), LOWEST, HIGHEST));
  }
}
