package lab.memorymodel.litmus;

import java.util.ArrayList;
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
    return with(Flattening.program(program, inMode), inMode);
  }

  /**
   * The same test with other code for one thread.
   *
   * @param registers the thread's registers: those it has, and perhaps more behind them
   */
  public LitmusTest withThread(int thread, List<String> registers, List<Statement> statements) {
    List<Program.ThreadCode> threads = new ArrayList<>(program.threads());
    threads.set(thread, new Program.ThreadCode(threads.get(thread).name(), registers, List.of()));
    List<List<Statement>> changed = new ArrayList<>(code);
    changed.set(thread, statements);
    Program extended = new Program(program.name(), program.cells(), threads);
    return with(Flattening.program(extended, changed), changed);
  }

  private LitmusTest with(Program changed, List<List<Statement>> itsCode) {
    return new LitmusTest(name, dialect, text, info, changed, itsCode, observed, condition);
  }

  /** {@code c:r0} or {@code x}: an observed column with the name of its thread. */
  public String columnName(Observed column) {
    return switch (column) {
      case Observed.Register o -> program.threads().get(o.thread()).name() + ":" + o.name();
      case Observed.Location o -> o.name();
    };
  }
}
