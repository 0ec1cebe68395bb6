package lab.memorymodel;

/**
 * A shared cell of a program, by name. Numbers are given out by {@link Cells}.
 *
 * @param number its own, within the program
 */
public record Shared(int number, String name) implements Target {

  /** Its value in a state; see {@link ProgramState#cell}. */
  public int in(ProgramState state) {
    return state.cell(number);
  }

  @Override
  public Instruction.Cell cell() {
    return Instruction.Cell.at(number);
  }

  @Override
  public String words() {
    return name;
  }
}
