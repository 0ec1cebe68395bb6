package lab.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The CPUs of the machine as {@code /sys/devices/system/cpu} describes them. */
public final class Cpus {
  private static final String ROOT = "sys/devices/system/cpu/";

  private final SystemFiles files;
  private final List<Integer> allowed;

  /**
   * @param allowed those that this process may use
   */
  public Cpus(SystemFiles files, List<Integer> allowed) {
    this.files = files;
    this.allowed = List.copyOf(allowed);
  }

  public static Cpus ofThisMachine() {
    return new Cpus(SystemFiles.ofThisMachine(), Affinity.allowed());
  }

  /** Those that are switched on; none where the system does not tell. */
  public List<Integer> online() {
    return files.text(ROOT + "online").map(CpuList::parse).orElse(List.of());
  }

  /** Those that this process may use. */
  public List<Integer> allowed() {
    return allowed;
  }

  /** The hardware threads of that CPU's core, itself among them. */
  public List<Integer> siblings(int cpu) {
    return files
        .text(ROOT + "cpu" + cpu + "/topology/thread_siblings_list")
        .map(CpuList::parse)
        .orElse(List.of(cpu));
  }

  /** How many cores the online CPUs make up; empty where the system does not tell. */
  public Optional<Integer> cores() {
    List<Integer> online = online();
    return online.isEmpty()
        ? Optional.empty()
        : Optional.of((int) online.stream().map(this::siblings).distinct().count());
  }

  /**
   * The CPU that a benchmark of one thread is bound to, so that what is read of its caches is of
   * those that were measured; 0 where the system does not tell.
   */
  public int first() {
    return allowed.stream().findFirst().or(() -> online().stream().findFirst()).orElse(0);
  }

  /** The caches that {@link #first} sees and that hold data, innermost first. */
  public List<CacheLevel> dataCaches() {
    return caches(first()).stream().filter(CacheLevel::holdsData).toList();
  }

  /** The caches that the CPU sees, innermost first. */
  public List<CacheLevel> caches(int cpu) {
    String folder = ROOT + "cpu" + cpu + "/cache/";
    return files.names(folder).stream()
        .filter(n -> n.startsWith("index"))
        .flatMap(n -> CacheLevel.read(files, folder + n).stream())
        .sorted()
        .toList();
  }

  /** Bytes of a data cache line, by the innermost data cache; empty where the system is silent. */
  public Optional<Integer> cacheLine() {
    return online().stream()
        .findFirst()
        .flatMap(cpu -> caches(cpu).stream().filter(CacheLevel::holdsData).findFirst())
        .flatMap(CacheLevel::lineBytes);
  }

  /**
   * Two CPUs for two threads that must run at the same time: allowed, on different cores where
   * there are two, and under one last-level cache if possible. Empty if only one may be used.
   */
  public Optional<Pair> pair() {
    List<Pair> pairs = new ArrayList<>();
    for (int second : allowed) {
      if (second != allowed.getFirst()) {
        pairs.add(new Pair(allowed.getFirst(), second));
      }
    }
    return pairs.stream()
        .filter(p -> !sameCore(p) && sameLastCache(p))
        .findFirst()
        .or(() -> pairs.stream().filter(p -> !sameCore(p)).findFirst())
        .or(() -> pairs.stream().findFirst());
  }

  private boolean sameCore(Pair pair) {
    return siblings(pair.first()).contains(pair.second());
  }

  private boolean sameLastCache(Pair pair) {
    List<CacheLevel> caches = caches(pair.first());
    return !caches.isEmpty() && caches.getLast().sharedBy().contains(pair.second());
  }

  /** Two different CPUs by number. */
  public record Pair(int first, int second) {}
}
