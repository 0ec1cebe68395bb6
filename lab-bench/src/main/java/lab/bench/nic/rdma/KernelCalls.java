package lab.bench.nic.rdma;

import java.util.OptionalLong;
import lab.host.SystemFiles;

/**
 * How many calls of the kernel to read or write this process makes, sockets included
 * (proc_pid_io(5), syscr and syscw), from when this is made.
 */
final class KernelCalls {
  private static final SystemFiles FILES = SystemFiles.ofThisMachine();

  private final OptionalLong before;
  private final long asking;
  private int asked;

  KernelCalls() {
    OptionalLong first = total();
    before = total();
    // What the question itself reads: it is asked once more at the end.
    asking = before.orElse(0) - first.orElse(0);
  }

  /** Without those of the questions; empty where the system does not tell. */
  OptionalLong sinceThen() {
    OptionalLong now = total();
    asked++;
    return now.isPresent() && before.isPresent()
        ? OptionalLong.of(now.getAsLong() - before.getAsLong() - asked * asking)
        : OptionalLong.empty();
  }

  /**
   * Calls since then for each of so many trips, those of one question among them: a few, so that a
   * side which makes none is still a number to divide by. NaN where the system does not tell.
   */
  double forEach(int trips) {
    OptionalLong made = sinceThen();
    return made.isPresent() ? (double) (made.getAsLong() + asking) / trips : Double.NaN;
  }

  private static OptionalLong total() {
    long calls = 0;
    boolean known = false;
    for (String line : FILES.lines("proc/self/io")) {
      if (line.startsWith("syscr: ") || line.startsWith("syscw: ")) {
        calls += Long.parseLong(line.substring(line.indexOf(' ') + 1));
        known = true;
      }
    }
    return known ? OptionalLong.of(calls) : OptionalLong.empty();
  }
}
