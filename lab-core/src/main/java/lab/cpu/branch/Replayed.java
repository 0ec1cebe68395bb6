package lab.cpu.branch;

import java.util.Arrays;

/**
 * A predictor with its cells in one array, for long traces: a branch allocates nothing. Not for
 * several threads.
 */
public final class Replayed implements Cells {
  private final Predictor predictor;
  private final int[] cells;
  private long branches;
  private long mispredicts;

  public Replayed(Predictor predictor) {
    this.predictor = predictor;
    cells = new int[predictor.cells()];
    Arrays.setAll(cells, predictor::first);
  }

  @Override
  public int get(int cell) {
    return cells[cell];
  }

  @Override
  public void set(int cell, int value) {
    cells[cell] = value;
  }

  /** Whether it expects that branch to be taken. */
  public boolean predicts(int pc, boolean backward) {
    return predictor.predicts(this, pc, backward);
  }

  /** Runs one branch; whether it was mispredicted. */
  public boolean branch(int pc, boolean backward, boolean taken) {
    boolean wrong = predictor.predicts(this, pc, backward) != taken;
    predictor.learns(this, pc, backward, taken);
    branches++;
    mispredicts += wrong ? 1 : 0;
    return wrong;
  }

  /** Runs all branches of a trace; how many of them were mispredicted. */
  public long run(Trace trace) {
    long before = mispredicts;
    for (int i = 0; i < trace.length(); i++) {
      branch(trace.pc(i), trace.backward(i), trace.taken(i));
    }
    return mispredicts - before;
  }

  /** Branches so far. */
  public long branches() {
    return branches;
  }

  /** Those of them that were mispredicted. */
  public long mispredicts() {
    return mispredicts;
  }
}
