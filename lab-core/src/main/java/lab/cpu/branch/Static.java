package lab.cpu.branch;

/** Predictors that never learn. */
public enum Static implements Predictor {
  TAKEN,
  NOT_TAKEN,
  /** Backward branches are taken, for they close loops; forward ones are not. */
  BACKWARD_TAKEN;

  @Override
  public int cells() {
    return 0;
  }

  @Override
  public int first(int cell) {
    return 0;
  }

  @Override
  public boolean predicts(Cells cells, int pc, boolean backward) {
    return this == TAKEN || (this == BACKWARD_TAKEN && backward);
  }

  @Override
  public void learns(Cells cells, int pc, boolean backward, boolean taken) {
    // By definition.
  }
}
