package lab.host;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the system tells of memory: how much is to be had, and how large a page is. A container's
 * limits count, those above it too.
 */
public final class Memory {
  private static final String GROUPS = "sys/fs/cgroup";

  private final SystemFiles files;

  public Memory(SystemFiles files) {
    this.files = files;
  }

  public static Memory ofThisMachine() {
    return new Memory(SystemFiles.ofThisMachine());
  }

  /** Bytes that the system has, a container's limit aside; empty where it is silent. */
  public OptionalLong total() {
    return kibibytes("proc/meminfo", "MemTotal:");
  }

  /** Bytes of a page unless a larger one is asked for; empty where the system is silent. */
  public OptionalLong pageBytes() {
    return kibibytes("proc/self/smaps", "KernelPageSize:");
  }

  /**
   * Bytes that this process can still have without anything being swapped or killed; empty where
   * the system is silent.
   */
  public OptionalLong available() {
    OptionalLong least = kibibytes("proc/meminfo", "MemAvailable:");
    Optional<String> group =
        files.lines("proc/self/cgroup").stream()
            .filter(l -> l.startsWith("0::/"))
            .map(l -> l.substring("0::".length()))
            .findFirst();
    String path = group.orElse("/");
    while (true) {
      String folder = GROUPS + (path.equals("/") ? "" : path);
      least = least(least, left(folder, "memory.max", "memory.current"));
      if (path.equals("/")) {
        break;
      }
      int up = path.lastIndexOf('/');
      path = up <= 0 ? "/" : path.substring(0, up);
    }
    String old = GROUPS + "/memory";
    return least(least, left(old, "memory.limit_in_bytes", "memory.usage_in_bytes"));
  }

  /**
   * @throws IllegalStateException if so many bytes are not to be had; the message says why
   */
  public void need(long bytes) {
    OptionalLong free = available();
    if (free.isPresent() && free.getAsLong() < bytes) {
      throw new IllegalStateException(
          "%d MiB are needed, and %d are free".formatted(bytes >> 20, free.getAsLong() >> 20));
    }
  }

  /** Pages of files are given back when somebody needs them. */
  private OptionalLong left(String folder, String limit, String used) {
    Optional<Long> most = files.number(folder + "/" + limit);
    if (most.isEmpty()) {
      return OptionalLong.empty();
    }
    long inUse = files.number(folder + "/" + used).orElse(0L);
    long givenBack =
        files.lines(folder + "/memory.stat").stream()
            .filter(l -> l.startsWith("inactive_file "))
            .mapToLong(l -> Long.parseLong(l.substring("inactive_file ".length())))
            .findFirst()
            .orElse(0);
    return OptionalLong.of(Math.max(0, most.get() - inUse + givenBack));
  }

  private static OptionalLong least(OptionalLong a, OptionalLong b) {
    return a.isEmpty() || (b.isPresent() && b.getAsLong() < a.getAsLong()) ? b : a;
  }

  private OptionalLong kibibytes(String path, String key) {
    return files.lines(path).stream()
        .filter(l -> l.startsWith(key))
        .map(l -> l.substring(key.length()).strip())
        .filter(v -> v.matches("\\d{1,15} kB"))
        .mapToLong(v -> Long.parseLong(v.substring(0, v.indexOf(' '))) << 10)
        .findFirst();
  }
}
