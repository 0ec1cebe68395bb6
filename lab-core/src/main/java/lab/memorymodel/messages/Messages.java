package lab.memorymodel.messages;

import java.util.Arrays;
import java.util.function.IntPredicate;
import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;

/** What accesses and fences do to messages and views. */
public final class Messages extends MessageLayout {
  /**
   * @param front how many words of a state, from 0 on, are the threads' own
   */
  public Messages(MemoryShape shape, Traits traits, int front) {
    super(shape, traits, front);
  }

  public Traits traits() {
    return traits;
  }

  /** Thread t reads the message at position i of x, in {@code words}. */
  public void read(int[] words, int t, int x, int i, AccessMode mode) {
    int view = message(words, x, i) + 2;
    int mine = cur + t * cells;
    words[mine + x] = Math.max(words[mine + x], i);
    if (acq[t] >= 0) {
      words[acq[t] + x] = Math.max(words[acq[t] + x], i);
      join(words, acq[t], words, view);
    }
    if (mode.acquires() && traits.views()) {
      join(words, mine, words, view);
    }
    if (acq[t] >= 0) {
      join(words, acq[t], words, mine);
    }
  }

  /**
   * Thread t puts a message at position p of x. A read-modify-write has read the one before it.
   *
   * @return the state after it; {@code old} stays as it was
   */
  public int[] write(int[] old, int t, int x, int p, int value, boolean modifies, AccessMode mode) {
    int at = message(old, x, p);
    int[] words = new int[old.length + stride];
    System.arraycopy(old, 0, words, 0, at);
    System.arraycopy(old, at, words, at + stride, old.length - at);
    words[counts + x]++;
    words[at] = value;
    words[at + 1] = modifies ? 1 : 0;
    shift(words, x, p, 1);
    int mine = cur + t * cells;
    words[mine + x] = p;
    if (acq[t] >= 0) {
      words[acq[t] + x] = Math.max(words[acq[t] + x], p);
    }
    int view = at + 2;
    if (traits.views()) {
      int from = mode.releases() ? mine : rel[t][x];
      if (from >= 0) {
        System.arraycopy(words, from, words, view, cells);
      }
      words[view + x] = p;
      if (modifies) {
        join(words, view, words, view - stride);
      }
    }
    if (mode.releases() && rel[t][x] >= 0) {
      join(words, rel[t][x], words, mine);
    }
    if (mode == AccessMode.VOLATILE && fences >= 0 && !traits.graph()) {
      words[fences + x] = p;
    }
    return words;
  }

  /** Thread t passes a fence, in {@code words}. */
  public void fence(int[] words, int t, FenceKind kind) {
    if (kind == FenceKind.HEAVY) {
      // Twice, so that each thread's view is in every other's: all fences are one moment.
      for (int u = 0; u < 2 * shape.threads(); u++) {
        fence(words, u % shape.threads(), FenceKind.FULL);
      }
      return;
    }
    int mine = cur + t * cells;
    if (kind != FenceKind.RELEASE && acq[t] >= 0) {
      join(words, mine, words, acq[t]);
    }
    if (kind == FenceKind.FULL && fences >= 0 && !traits.graph()) {
      join(words, mine, words, fences);
      join(words, fences, words, mine);
      join(words, acq[t], words, mine);
    }
    if (kind != FenceKind.ACQUIRE) {
      for (int x = 0; x < cells; x++) {
        if (rel[t][x] >= 0) {
          System.arraycopy(words, mine, words, rel[t][x], cells);
        }
      }
    }
  }

  private void join(int[] words, int into, int[] from, int at) {
    if (!traits.views()) {
      return;
    }
    for (int x = 0; x < cells; x++) {
      words[into + x] = Math.max(words[into + x], from[at + x]);
    }
  }

  /** Moves every stored position of x from {@code p} on by {@code by}, down to 0 at least. */
  private void shift(int[] words, int x, int p, int by) {
    for (int v = cur; v < counts; v += cells) {
      shiftOne(words, v + x, p, by);
    }
    int end = messagesEnd(words);
    if (traits.views()) {
      for (int m = messages; m < end; m += stride) {
        shiftOne(words, m + 2 + x, p, by);
      }
    }
    for (int e = end; e < words.length; e += eventStride) {
      Events.shift(words, e, x, p, by);
    }
  }

  private static void shiftOne(int[] words, int at, int p, int by) {
    if (words[at] >= p) {
      words[at] = Math.max(0, words[at] + by);
    }
  }

  /**
   * Forgets the messages that no thread can read or write in front of, so that a loop that writes
   * comes round to an earlier state. Where no loop writes it is not needed, and the picture shows
   * the whole order.
   *
   * @param ended whether a thread, by number, will never use memory again
   */
  public int[] trim(int[] old, IntPredicate ended) {
    int[] words = old;
    boolean[] gone = new boolean[shape.threads()];
    for (int t = 0; t < gone.length; t++) {
      gone[t] = ended.test(t);
      // A heavy fence later on is one of this thread's too.
      if (gone[t] && !traits.heavy()) {
        Arrays.fill(words, cur + t * cells, cur + (t + 1) * cells, 0);
      }
    }
    for (int x = 0; x < cells; x++) {
      int least = count(words, x) - 1;
      for (int t = 0; t < gone.length; t++) {
        least = gone[t] ? least : Math.min(least, seen(words, t, x));
      }
      if (least > 0) {
        int at = message(words, x, 0);
        int[] shorter = new int[words.length - least * stride];
        System.arraycopy(words, 0, shorter, 0, at);
        System.arraycopy(words, at + least * stride, shorter, at, shorter.length - at);
        shorter[counts + x] -= least;
        shorter[at + 1] = 0;
        shift(shorter, x, 0, -least);
        words = shorter;
      }
    }
    return words;
  }
}
