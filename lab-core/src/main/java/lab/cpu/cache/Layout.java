package lab.cpu.cache;

import java.util.List;

/**
 * Where the parts of a {@link Store} begin: the sets of each level, how often each level has drawn,
 * how far a future has come, the streams of the prefetcher.
 */
final class Layout {
  private final int[] offsets;
  private final int[] strides;

  Layout(List<Level> levels, boolean trace) {
    offsets = new int[levels.size() + 1];
    strides = new int[levels.size()];
    for (int k = 0; k < strides.length; k++) {
      strides[k] = Sets.stride(levels.get(k), trace);
      offsets[k + 1] = offsets[k] + levels.get(k).geometry().sets() * strides[k];
    }
  }

  int sets(int level) {
    return offsets[level];
  }

  int draws(int level) {
    return offsets[strides.length] + level;
  }

  int future() {
    return draws(strides.length);
  }

  int streams() {
    return future() + 1;
  }

  /** Words of all. */
  int size() {
    return streams() + Streams.SIZE;
  }

  /** Words of the part that begins at {@code place}. */
  int partSize(int place) {
    if (place >= draws(0)) {
      return place < streams() ? 1 : Streams.PART;
    }
    int level = 0;
    while (place >= offsets[level + 1]) {
      level++;
    }
    return strides[level];
  }
}
