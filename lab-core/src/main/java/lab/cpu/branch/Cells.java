package lab.cpu.branch;

/** What a predictor keeps, in numbered cells: counters, weights, tags, and outcomes of the past. */
public interface Cells {
  int get(int cell);

  void set(int cell, int value);
}
