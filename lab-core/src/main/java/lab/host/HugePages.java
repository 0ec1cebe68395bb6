package lab.host;

import java.util.List;
import java.util.Optional;

/** Transparent huge pages, as {@code /sys/kernel/mm} and {@code /proc/self/smaps} tell of them. */
public final class HugePages {
  private static final String ROOT = "sys/kernel/mm/transparent_hugepage/";
  private static final String SMAPS = "proc/self/smaps";
  private static final String HUGE = "AnonHugePages:";

  private final SystemFiles files;

  public HugePages(SystemFiles files) {
    this.files = files;
  }

  public static HugePages ofThisMachine() {
    return new HugePages(SystemFiles.ofThisMachine());
  }

  /**
   * Whom the kernel gives them: {@code always}, {@code madvise} or {@code never}; empty where it
   * does not tell.
   */
  public Optional<String> mode() {
    // All three are listed, and the one that holds stands in brackets.
    return files
        .text(ROOT + "enabled")
        .filter(t -> t.indexOf('[') >= 0 && t.indexOf(']') > t.indexOf('['))
        .map(t -> t.substring(t.indexOf('[') + 1, t.indexOf(']')));
  }

  /** Bytes of one: 2 MiB on x86; on Arm 2, 32 or 512 MiB, by the size of the base page. */
  public Optional<Long> bytes() {
    return files.number(ROOT + "hpage_pmd_size").filter(b -> b > 0);
  }

  /** Why a program that asks for them gets none; empty where it may get some. */
  public Optional<String> missing() {
    if (mode().isEmpty() || bytes().isEmpty()) {
      return Optional.of("this system tells of no transparent huge pages");
    }
    return mode().filter("never"::equals).map(m -> "transparent huge pages are switched off here");
  }

  /**
   * Bytes in huge pages in those areas of this process that lie wholly between the addresses, as
   * the kernel lists them.
   */
  long within(long address, long bytes) {
    long sum = 0;
    boolean ours = false;
    for (String line : files.lines(SMAPS)) {
      int dash = line.indexOf('-');
      int blank = line.indexOf(' ');
      if (dash > 0 && dash < blank && line.indexOf(':') != blank - 1) {
        long from = Long.parseUnsignedLong(line, 0, dash, 16);
        long to = Long.parseUnsignedLong(line, dash + 1, blank, 16);
        ours = from >= address && to <= address + bytes;
      } else if (ours && line.startsWith(HUGE)) {
        sum += kibibytes(line) << 10;
      }
    }
    return sum;
  }

  /** Bytes of this whole process in huge pages that no file is behind. */
  public long ofThisProcess() {
    List<String> lines = files.lines("proc/self/smaps_rollup");
    return lines.stream().filter(l -> l.startsWith(HUGE)).mapToLong(l -> kibibytes(l) << 10).sum();
  }

  /** The number in {@code AnonHugePages: 2048 kB}. */
  private static long kibibytes(String line) {
    String rest = line.substring(HUGE.length()).strip();
    return Long.parseLong(rest, 0, rest.indexOf(' '), 10);
  }
}
