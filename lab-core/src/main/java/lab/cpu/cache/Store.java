package lab.cpu.cache;

import java.util.Arrays;

/**
 * Where a {@link Rule} keeps what it knows: words, all 0 at first, in parts with fixed places.
 * Dense, a place is an index; sparse, only parts that are not all 0 are kept, sorted by place, so
 * that a value of a few lines is small whatever its geometry, and equal contents are equal arrays.
 *
 * <p>One final class and a branch, not an interface with two implementations: the long replays go
 * through {@link #at}, and a call that could be either is one that C2 does not inline.
 */
final class Store {
  /** The words; replaced when a sparse store grows, so read again after each {@link #at}. */
  long[] words;

  private final Layout layout;

  /** Sorted places of the parts kept; none where the store is dense. */
  private int[] places;

  private int[] starts;

  private Store(Layout layout, long[] words, int[] places, int[] starts) {
    this.layout = layout;
    this.words = words;
    this.places = places;
    this.starts = starts;
  }

  static Store dense(Layout layout) {
    return new Store(layout, new long[layout.size()], null, null);
  }

  static Store sparse(Layout layout) {
    return new Store(layout, new long[0], new int[0], new int[0]);
  }

  /** The index in {@link #words} of the part at {@code place}. */
  int at(int place) {
    return places == null ? place : found(place);
  }

  /** The same, or -1 where a sparse store has only zeros there. Adds nothing. */
  int peek(int place) {
    if (places == null) {
      return place;
    }
    int i = Arrays.binarySearch(places, place);
    return i >= 0 ? starts[i] : -1;
  }

  private int found(int place) {
    int i = Arrays.binarySearch(places, place);
    return i >= 0 ? starts[i] : added(place, -i - 1);
  }

  private int added(int place, int i) {
    int from = words.length;
    words = Arrays.copyOf(words, from + layout.partSize(place));
    places = inserted(places, i, place);
    starts = inserted(starts, i, from);
    return from;
  }

  private static int[] inserted(int[] from, int at, int value) {
    int[] to = new int[from.length + 1];
    System.arraycopy(from, 0, to, 0, at);
    to[at] = value;
    System.arraycopy(from, at, to, at + 1, from.length - at);
    return to;
  }

  /** A sparse store with the same contents, parts of zeros left out, words in order of place. */
  Store copy() {
    int kept = 0;
    int size = 0;
    for (int i = 0; i < places.length; i++) {
      if (!zero(i)) {
        kept++;
        size += layout.partSize(places[i]);
      }
    }
    long[] to = new long[size];
    int[] toPlaces = new int[kept];
    int[] toStarts = new int[kept];
    int at = 0;
    int n = 0;
    for (int i = 0; i < places.length; i++) {
      if (!zero(i)) {
        int part = layout.partSize(places[i]);
        System.arraycopy(words, starts[i], to, at, part);
        toPlaces[n] = places[i];
        toStarts[n++] = at;
        at += part;
      }
    }
    return new Store(layout, to, toPlaces, toStarts);
  }

  private boolean zero(int i) {
    int end = starts[i] + layout.partSize(places[i]);
    for (int w = starts[i]; w < end; w++) {
      if (words[w] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The places of a sparse store's parts in a range, in order. */
  int[] kept(int from, int to) {
    return Arrays.stream(places).filter(place -> place >= from && place < to).toArray();
  }

  /** Of two stores made by {@link #copy}. */
  boolean same(Store other) {
    return Arrays.equals(places, other.places) && Arrays.equals(words, other.words);
  }

  int hash() {
    return 31 * Arrays.hashCode(places) + Arrays.hashCode(words);
  }
}
