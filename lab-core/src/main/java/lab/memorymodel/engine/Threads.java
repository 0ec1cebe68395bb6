package lab.memorymodel.engine;

import java.util.List;

/**
 * Threads as the engines see them: automata that ask for one access to memory after the other. A
 * state of a thread is a number, which tells the engine nothing: registers and program counter, or
 * frames and operands, stay with whoever gave it out.
 *
 * <p>Numbers are given out in the order in which states are met, and may differ from run to run.
 * Nothing that is shown may depend on them. All methods may be called from several threads at once.
 */
interface Threads {

  /** How many threads there are, numbered from 0. */
  int count();

  String name(int thread);

  /** The claims that a thread may find broken in its own code. */
  List<String> claims();

  /** The state in which the thread is about to do its first access. */
  int start(int thread);

  /** What the thread is about to do; null once it has ended. */
  Access next(int thread, int state);

  /**
   * The state after {@link #next}, about to do the access after that. The same question has the
   * same answer.
   *
   * @param value the value read, or the number of the way chosen; 0 if it does neither
   * @param succeeded whether a compare-and-exchange found what it expected; else true
   */
  int after(int thread, int state, int value, boolean succeeded);

  /** Number of the claim that the thread has found broken in this state, from 1 on; 0: none. */
  int failed(int thread, int state);

  /** The line that the thread is at, as it is shown; the number of lines once it has ended. */
  int line(int thread, int state);

  int register(int thread, int state, int register);

  /** Whether nothing that lies ahead of this state sets the register. */
  boolean settled(int thread, int state, int register);
}
