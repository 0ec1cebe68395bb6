package lab.experiments.cpu.cache;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Level;
import lab.room.NamedSettings.Measured;

/**
 * This machine as settings: sizes as the system tells them, cycles by what the chase measured. A
 * clock is not read, so that an L1 hit is called {@value #L1_CYCLES} cycles and the others are in
 * proportion; nothing measured yet, they are Zen 4's. A last level that is larger than half the
 * longest chase hides memory, and then memory costs what it does on Zen 4. What a level holds no
 * system tells, so they are left as they are by default.
 */
final class HostPreset {
  private static final int L1_CYCLES = 4;
  private static final int MOST_LINES = 32;

  private HostPreset() {}

  /** No changes where the system does not tell its caches. */
  static String changes(HostCaches caches, Measured measured) {
    if (caches.levels().isEmpty()) {
      return "";
    }
    List<Level> levels = caches.model(CacheControls.LINE_BYTES).levels();
    Geometry l1 = levels.getFirst().geometry();
    StringBuilder changes = new StringBuilder();
    int before = 0;
    for (int i = 0; i < levels.size(); i++) {
      Geometry geometry = levels.get(i).geometry();
      int cycles = cycles(caches.kibWithin(i), measured).orElse(levels.get(i).cycles());
      before = Math.max(before, cycles);
      changes.append(level(i, geometry.sets(), geometry.ways(), before));
    }
    int usual = caches.model(CacheControls.LINE_BYTES).cycles(levels.size());
    int largest = CacheEvidence.LARGEST_KIB;
    int dram = caches.leftBehind(largest) ? cycles(largest, measured).orElse(usual) : usual;
    int memory = Math.max(before, dram);
    for (int i = levels.size(); i < HostCaches.MOST; i++) {
      // A machine without such a level: one line, for the price of memory.
      changes.append(level(i, 1, 1, memory));
    }
    return changes
        .append("dram=" + memory)
        .append(" lines=" + Math.min(MOST_LINES, l1.ways() + 1))
        .append(" stride=" + l1.sets())
        .toString();
  }

  private static String level(int level, int sets, int ways, int cycles) {
    String name = "l" + (level + 1);
    return name + "sets=" + sets + " " + name + "ways=" + ways + " " + name + "cycles=" + cycles
        + " ";
  }

  private static OptionalInt cycles(int kib, Measured measured) {
    OptionalDouble first = measured.median("kib=" + CacheEvidence.SMALLEST_KIB);
    OptionalDouble there = measured.median("kib=" + kib);
    return first.isEmpty() || there.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.round(L1_CYCLES * there.getAsDouble() / first.getAsDouble()));
  }
}
