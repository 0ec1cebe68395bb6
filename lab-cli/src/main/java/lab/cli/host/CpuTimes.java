package lab.cli.host;

import java.util.Arrays;
import java.util.Optional;
import lab.host.SystemFiles;

/**
 * Where all CPUs' time has gone since the machine was started, in the kernel's ticks.
 *
 * @param busy everything but waiting, with our own
 * @param own this process and the children it has waited for
 * @param stolen what the hypervisor gave to others while a CPU wanted to run
 * @param total of everything, waiting included
 */
record CpuTimes(long busy, long own, long stolen, long total) {
  // Columns of /proc/stat's first line: user nice system idle iowait irq softirq steal.
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;
  private static final int STEAL = 7;
  private static final int COLUMNS = 8;

  /** In /proc/self/stat, counted from the field after the name: utime stime cutime cstime. */
  private static final int OWN_FROM = 11;

  private static final int OWN_TO = 15;

  /** Empty where the system does not tell. */
  static Optional<CpuTimes> read(SystemFiles files) {
    return files.lines("proc/stat").stream()
        .filter(l -> l.startsWith("cpu "))
        .findFirst()
        .flatMap(all -> files.text("proc/self/stat").flatMap(self -> parse(all, self)));
  }

  private static Optional<CpuTimes> parse(String all, String self) {
    String[] columns = all.substring("cpu ".length()).strip().split(" +");
    // The name, in brackets, may itself hold blanks and brackets.
    String[] fields = self.substring(self.lastIndexOf(')') + 1).strip().split(" ");
    if (columns.length < COLUMNS || fields.length < OWN_TO) {
      return Optional.empty();
    }
    long[] ticks = Arrays.stream(columns).limit(COLUMNS).mapToLong(Long::parseLong).toArray();
    long total = Arrays.stream(ticks).sum();
    long busy = total - ticks[IDLE] - ticks[IOWAIT] - ticks[STEAL];
    long own = Arrays.stream(fields, OWN_FROM, OWN_TO).mapToLong(Long::parseLong).sum();
    return Optional.of(new CpuTimes(busy, own, ticks[STEAL], total));
  }

  /** Share of all CPUs' time that other processes took since then; 0 to 1. */
  double othersSince(CpuTimes then) {
    return share((busy - then.busy) - (own - then.own), then);
  }

  /** Share of all CPUs' time that the hypervisor gave to others since then; 0 to 1. */
  double stolenSince(CpuTimes then) {
    return share(stolen - then.stolen, then);
  }

  private double share(long ticks, CpuTimes then) {
    long elapsed = total - then.total;
    return elapsed <= 0 ? 0 : Math.clamp((double) ticks / elapsed, 0, 1);
  }
}
