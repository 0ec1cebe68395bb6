package lab.cpu.coherence;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as all caches and memory have it.
 *
 * @param copies one for each core
 */
public record CoherentLine(List<Copy> copies, Words memory) {
  public static final int MOST_CORES = 4;

  public CoherentLine {
    copies = List.copyOf(copies);
    if (copies.size() < 2 || copies.size() > MOST_CORES) {
      throw new IllegalArgumentException("cores are 2..4 (got " + copies.size() + ")");
    }
  }

  /** In memory, and in no cache. */
  public static CoherentLine inMemory(int cores) {
    List<Copy> none = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      none.add(Copy.NONE);
    }
    return new CoherentLine(none, Words.NEVER_WRITTEN);
  }

  public Copy copy(int core) {
    return copies.get(core);
  }

  public LineState state(int core) {
    return copies.get(core).state();
  }

  /** How many caches have the line in that state. */
  public int count(LineState state) {
    int n = 0;
    for (Copy copy : copies) {
      n += copy.state() == state ? 1 : 0;
    }
    return n;
  }

  /** How many caches have it at all. */
  public int valid() {
    return copies.size() - count(LineState.INVALID);
  }

  /** Whether a cache answers for words that memory lacks. */
  public boolean owned() {
    return count(LineState.MODIFIED) + count(LineState.OWNED) > 0;
  }

  /** A single writer or many readers: whoever holds the line alone is alone. */
  public boolean singleWriter() {
    int alone = count(LineState.MODIFIED) + count(LineState.EXCLUSIVE);
    return alone == 0 || valid() == 1;
  }

  CoherentLine with(int core, Copy copy) {
    List<Copy> changed = new ArrayList<>(copies);
    changed.set(core, copy);
    return new CoherentLine(changed, memory);
  }
}
