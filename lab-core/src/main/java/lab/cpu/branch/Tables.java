package lab.cpu.branch;

/** A predictor that reads one saturating counter for each branch, and says which one it is. */
public interface Tables extends Predictor {

  /** Which cell is the counter for the branch that comes now. */
  int counter(Cells cells, int pc);

  /** The counter goes from 0 up to this; its upper half predicts taken. */
  int highest();

  @Override
  default boolean predicts(Cells cells, int pc, boolean backward) {
    return cells.get(counter(cells, pc)) > highest() / 2;
  }
}
