package lab.experiments.cpu.batching;

/**
 * What a batch and an item cost, by an item's cost in batches of two sizes.
 *
 * @param perBatch F
 * @param perItem c
 */
record Fit(double perBatch, double perItem) {

  /** Solves cost = F / size + c at both. */
  static Fit of(int few, double dear, int many, double cheap) {
    double perBatch = (dear - cheap) / (1.0 / few - 1.0 / many);
    return new Fit(perBatch, dear - perBatch / few);
  }

  /** What an item costs in batches of that size. */
  double item(int size) {
    return perBatch / size + perItem;
  }
}
