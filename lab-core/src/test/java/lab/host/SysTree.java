package lab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small /sys and /proc to read from. */
public final class SysTree {
  private final Path root;

  public SysTree(Path root) {
    this.root = root;
  }

  /** Writes a file with a line end, as the kernel does. */
  public SysTree with(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A CPU with its core and a cache. */
  public SysTree cpu(int cpu, String siblings) {
    return with("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", siblings);
  }

  /** A cache of a CPU. */
  public SysTree cache(int cpu, int index, int level, String type, String size, String shared) {
    String folder = "sys/devices/system/cpu/cpu" + cpu + "/cache/index" + index + "/";
    return with(folder + "level", "" + level)
        .with(folder + "type", type)
        .with(folder + "size", size)
        .with(folder + "coherency_line_size", "64")
        .with(folder + "ways_of_associativity", "8")
        .with(folder + "shared_cpu_list", shared);
  }

  public SystemFiles files() {
    return new SystemFiles(root);
  }
}
