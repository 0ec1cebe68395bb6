package lab.memorymodel.litmus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.memorymodel.Program;

/**
 * A litmus test: a few threads, and a condition on the states in which they may end.
 *
 * @param text the string of the header, may be empty
 * @param info the {@code Key=text} lines of the header
 * @param program what is explored
 * @param code the threads' code with its branches and loops, for C and Java; otherwise empty
 * @param observed the columns of a final state
 */
public record LitmusTest(
    String name,
    Dialect dialect,
    String text,
    Map<String, String> info,
    Program program,
    List<List<Statement>> code,
    List<Observed> observed,
    Optional<Condition> condition) {

  public LitmusTest {
    info = Map.copyOf(info);
    code = List.copyOf(code);
    observed = List.copyOf(observed);
  }

  /**
   * The same test with every access in one mode; fences stay as they are.
   *
   * @param word one of {@link lab.memorymodel.AccessMode#WORDS}
   * @throws IllegalArgumentException for machine code, which has no modes to set
   */
  public LitmusTest withMode(String word) {
    if (dialect.isMachineCode()) {
      throw new IllegalArgumentException(dialect.word() + " code has no access modes: " + name);
    }
    List<List<Statement>> inMode =
        code.stream().map(thread -> ModeSetting.apply(thread, word)).toList();
    return new LitmusTest(
        name,
        dialect,
        text,
        info,
        Flattening.program(program, inMode),
        inMode,
        observed,
        condition);
  }
}
