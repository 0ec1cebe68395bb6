package lab.cpu.branch;

/**
 * A rule that guesses which way a conditional branch goes, and learns from the way that it went. It
 * keeps nothing itself: all that it knows of the past is in its cells, which start at {@link
 * #first}. So the same rule runs over a value that can be undone and over a plain array.
 */
public interface Predictor {

  /** How many cells it needs; it uses those from 0 up to this number. */
  int cells();

  /** What a cell holds before the first branch. */
  int first(int cell);

  /**
   * Whether it expects the branch to be taken.
   *
   * @param pc where the branch is: its address, of which a predictor uses low bits
   * @param backward whether its target lies before it, as that of a loop does
   */
  boolean predicts(Cells cells, int pc, boolean backward);

  /** Learns that the branch at {@code pc} went that way; called once for each branch, in order. */
  void learns(Cells cells, int pc, boolean backward, boolean taken);
}
