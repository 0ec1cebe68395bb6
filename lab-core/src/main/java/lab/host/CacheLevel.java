package lab.host;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One cache of one CPU, as the kernel describes it. A virtual machine shows what it is told to,
 * which may be more than it gets: the last level is shared with other tenants.
 *
 * @param type {@code Data}, {@code Instruction} or {@code Unified}
 * @param sharedBy the CPUs that share it
 */
public record CacheLevel(
    int level,
    String type,
    Optional<Long> bytes,
    Optional<Integer> lineBytes,
    Optional<Integer> ways,
    List<Integer> sharedBy)
    implements Comparable<CacheLevel> {
  private static final Comparator<CacheLevel> ORDER =
      Comparator.comparingInt(CacheLevel::level).thenComparing(CacheLevel::type);

  public CacheLevel {
    sharedBy = List.copyOf(sharedBy);
  }

  /** Reads a folder such as {@code …/cpu0/cache/index2}; empty if it names no level. */
  static Optional<CacheLevel> read(SystemFiles files, String folder) {
    return files
        .number(folder + "/level")
        .map(level ->
            new CacheLevel(
                level.intValue(),
                files.text(folder + "/type").orElse("Unified"),
                files.text(folder + "/size").flatMap(CacheLevel::bytes),
                small(files, folder + "/coherency_line_size"),
                small(files, folder + "/ways_of_associativity"),
                files.text(folder + "/shared_cpu_list").map(CpuList::parse).orElse(List.of())));
  }

  /** Sets of lines; empty where the system does not tell all of size, ways and line. */
  public Optional<Integer> sets() {
    return bytes.flatMap(b -> ways.flatMap(w -> lineBytes.map(l -> (int) (b / ((long) w * l)))));
  }

  public boolean holdsData() {
    return !type.equals("Instruction");
  }

  /** {@code L1d}, {@code L1i}, {@code L2}. */
  public String name() {
    return switch (type) {
      case "Data" -> "L" + level + "d";
      case "Instruction" -> "L" + level + "i";
      default -> "L" + level;
    };
  }

  @Override
  public int compareTo(CacheLevel other) {
    return ORDER.compare(this, other);
  }

  private static Optional<Integer> small(SystemFiles files, String path) {
    return files.number(path).filter(n -> n > 0).map(Long::intValue);
  }

  /** {@code 32K} or {@code 32M}, in powers of 1024, as the kernel writes it. */
  private static Optional<Long> bytes(String size) {
    if (!size.matches("\\d{1,12}[KMG]?")) {
      return Optional.empty();
    }
    long unit =
        switch (size.charAt(size.length() - 1)) {
          case 'K' -> 1L << 10;
          case 'M' -> 1L << 20;
          case 'G' -> 1L << 30;
          default -> 1;
        };
    return Optional.of(Long.parseLong(size.replaceAll("[KMG]", "")) * unit);
  }
}
