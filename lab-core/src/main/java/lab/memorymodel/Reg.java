package lab.memorymodel;

/**
 * A register of a thread, by name. Numbers are given out by {@link Registers}.
 *
 * @param thread number of its thread
 * @param number its own, within the thread
 */
public record Reg(int thread, int number, String name) implements Expr.Named {

  /** Its value in a state. */
  public int in(ProgramState state) {
    return state.register(thread, number);
  }

  /** Whether its value in a state is another than 0. */
  public boolean isSet(ProgramState state) {
    return in(state) != 0;
  }

  @Override
  public Expr meaning() {
    return Expr.reg(number);
  }
}
