package lab.memorymodel;

import java.util.Optional;

/**
 * A state of a program under a memory model. Equal states behave equally. Threads, registers and
 * cells are numbered as in the {@link Program}.
 */
public interface ProgramState {

  /**
   * The line that the thread executes next, counted from 0; the number of its lines once it is
   * {@link #done}. After a {@code jit.order} step it counts the lines of the reordered code.
   */
  int pc(int thread);

  int register(int thread, int register);

  /**
   * The value in memory: under {@code tso} without what still waits in store buffers, under {@code
   * java} the last value in the cell's modification order.
   */
  int cell(int cell);

  /**
   * Whether the register keeps its value to the end: nothing that lies ahead of the thread sets it.
   */
  boolean settled(int thread, int register);

  /** Whether nothing that the thread has stored waits in a store buffer; true without buffers. */
  boolean drained(int thread);

  /** Whether the thread has run off its end and is {@link #drained}. */
  boolean done(int thread);

  /** Whether every thread is {@link #done}. */
  boolean allDone();

  /** The claim of the assertion that failed. The run ends there: no step is possible any more. */
  Optional<String> failedAssertion();

  /** Whether it is the assertion of that claim that failed. */
  default boolean breaks(String claim) {
    return failedAssertion().filter(claim::equals).isPresent();
  }
}
