package lab.memorymodel.engine;

import java.util.List;
import java.util.stream.IntStream;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction.Assert;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.Local;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;

/** The threads of a program: states are lines and registers. */
final class ProgramThreads implements Threads {
  private final List<String> claims;
  private final ProgramThread[] threads;

  /** Where whole operations are steps, a thread also stops where an operation begins. */
  ProgramThreads(Program program, Grain grain) {
    claims =
        program.threads().stream()
            .flatMap(t -> t.lines().stream())
            .map(Line::instruction)
            .filter(Assert.class::isInstance)
            .map(i -> ((Assert) i).claim())
            .distinct()
            .toList();
    threads =
        IntStream.range(0, program.threads().size())
            .mapToObj(t -> new ProgramThread(program, t, grain == Grain.OPERATIONS, claims))
            .toArray(ProgramThread[]::new);
  }

  /** Whether the line is the one step of its name; a choice is several. */
  static boolean isStep(Line line) {
    return !(line.instruction() instanceof Choose)
        && (line.operation() || !(line.instruction() instanceof Local));
  }

  @Override
  public int count() {
    return threads.length;
  }

  @Override
  public String name(int thread) {
    return threads[thread].name();
  }

  @Override
  public List<String> claims() {
    return claims;
  }

  @Override
  public int start(int thread) {
    return threads[thread].start();
  }

  @Override
  public Access next(int thread, int state) {
    return threads[thread].next(state);
  }

  @Override
  public int after(int thread, int state, int value, boolean succeeded) {
    return threads[thread].after(state, value, succeeded);
  }

  @Override
  public int failed(int thread, int state) {
    return threads[thread].get(state).failed;
  }

  @Override
  public int line(int thread, int state) {
    return threads[thread].get(state).line;
  }

  @Override
  public int register(int thread, int state, int register) {
    return threads[thread].get(state).register(register);
  }

  @Override
  public boolean settled(int thread, int state, int register) {
    return threads[thread].settled(state, register);
  }
}
