package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import lab.explore.Machine;
import lab.memorymodel.ProgramState;

/**
 * Packs states of fixed length. How many bits a word gets is found by walking through the program:
 * what was seen, and a margin. A state with a word outside its range is kept whole in a side table,
 * and its number stands in the {@code long}s, so a wrong guess costs memory and nothing else.
 */
final class FlatCodec implements Machine.Codec<ProgramState> {
  private static final int WALKS = 64;
  private static final int WALK_STEPS = 256;

  private final Layout layout;
  private final int[] least;
  private final long[] mask;
  private final byte[] longOf;
  private final byte[] shift;
  private final int longs;
  private final ConcurrentMap<FlatState, Integer> numbers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, FlatState> kept = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  FlatCodec(Engine engine, Layout layout) {
    this.layout = layout;
    FlatState start = engine.start();
    int length = start.words.length;
    least = start.words.clone();
    int[] most = start.words.clone();
    walk(engine, start, most);
    mask = new long[length];
    longOf = new byte[length];
    shift = new byte[length];
    int at = 0;
    int used = 1; // Bit 0 of the first long tells a kept state from a packed one.
    for (int i = 0; i < length; i++) {
      long range = margin(layout, i, (long) most[i] - least[i]);
      int bits = 64 - Long.numberOfLeadingZeros(range);
      if (used + bits > 64) {
        at++;
        used = 0;
      }
      longOf[i] = (byte) at;
      shift[i] = (byte) used;
      mask[i] = (1L << bits) - 1;
      used += bits;
    }
    longs = at + 1;
  }

  /**
   * Half the range more, but nothing for what never changed in any walk. Numbers of threads' states
   * are given out one after the other, and walks meet few of those that a search meets.
   */
  private static long margin(Layout layout, int word, long range) {
    boolean thread = word >= Layout.THREAD && word < Layout.THREAD + layout.count;
    return thread ? 8 * range : range + range / 2;
  }

  /** Walks by a fixed sequence of choices, so that equal programs get equal codecs. */
  private void walk(Engine engine, FlatState start, int[] most) {
    long choice = 0x9E3779B97F4A7C15L;
    List<FlatState> nexts = new ArrayList<>();
    for (int w = 0; w < WALKS; w++) {
      FlatState state = start;
      for (int i = 0; i < WALK_STEPS; i++) {
        nexts.clear();
        engine.steps(state, (action, next, story) -> nexts.add((FlatState) next));
        if (nexts.isEmpty()) {
          break;
        }
        for (FlatState next : nexts) {
          note(next.words, most);
        }
        choice = choice * 6364136223846793005L + 1442695040888963407L;
        state = nexts.get((int) ((choice >>> 33) % nexts.size()));
      }
    }
  }

  private void note(int[] words, int[] most) {
    for (int i = 0; i < most.length; i++) {
      least[i] = Math.min(least[i], words[i]);
      most[i] = Math.max(most[i], words[i]);
    }
  }

  @Override
  public int longs() {
    return longs;
  }

  @Override
  public void pack(ProgramState state, long[] into, int at) {
    FlatState flat = (FlatState) state;
    int[] words = flat.words;
    int current = 0;
    long bits = 0;
    for (int i = 0; i < words.length; i++) {
      long value = (long) words[i] - least[i];
      if ((value & ~mask[i]) != 0) {
        keep(flat, into, at);
        return;
      }
      if (longOf[i] != current) {
        into[at + current++] = bits;
        bits = 0;
      }
      bits |= value << shift[i];
    }
    into[at + current] = bits;
  }

  private void keep(FlatState state, long[] into, int at) {
    int number =
        numbers.computeIfAbsent(
            state,
            s -> {
              int next = count.getAndIncrement();
              kept.put(next, s);
              return next;
            });
    into[at] = 1L | ((long) number << 1);
    for (int i = 1; i < longs; i++) {
      into[at + i] = 0;
    }
  }

  @Override
  public FlatState unpack(long[] from, int at) {
    if ((from[at] & 1) != 0) {
      return kept.get((int) (from[at] >>> 1));
    }
    int[] words = new int[least.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) (((from[at + longOf[i]] >>> shift[i]) & mask[i]) + least[i]);
    }
    return new FlatState(layout, words);
  }
}
