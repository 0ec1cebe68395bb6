package lab.memorymodel.messages;

/** A relation over events 0..n-1, as rows of bits. */
final class Relation {
  private final int size;
  private final int width;
  private final long[] bits;

  Relation(int size) {
    this.size = size;
    width = (size + 63) >>> 6;
    bits = new long[size * width];
  }

  void add(int a, int b) {
    bits[a * width + (b >>> 6)] |= 1L << b;
  }

  boolean has(int a, int b) {
    return (bits[a * width + (b >>> 6)] & (1L << b)) != 0;
  }

  Relation copy() {
    Relation copy = new Relation(size);
    System.arraycopy(bits, 0, copy.bits, 0, bits.length);
    return copy;
  }

  /** Adds every pair of {@code other}. */
  Relation addAll(Relation other) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= other.bits[i];
    }
    return this;
  }

  /** Adds the pair (a, a) of every event. */
  Relation reflexive() {
    for (int a = 0; a < size; a++) {
      add(a, a);
    }
    return this;
  }

  /** The pairs (a, c) with (a, b) here and (b, c) in {@code next}. */
  Relation then(Relation next) {
    Relation result = new Relation(size);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (has(a, b)) {
          result.addRow(a, next, b);
        }
      }
    }
    return result;
  }

  /** Adds what follows from going on; Warshall's algorithm. */
  Relation transitive() {
    for (int via = 0; via < size; via++) {
      for (int a = 0; a < size; a++) {
        if (has(a, via)) {
          addRow(a, this, via);
        }
      }
    }
    return this;
  }

  private void addRow(int a, Relation from, int b) {
    for (int i = 0; i < width; i++) {
      bits[a * width + i] |= from.bits[b * width + i];
    }
  }

  /** Whether nothing leads back to itself; makes this relation transitive. */
  boolean acyclic() {
    transitive();
    for (int a = 0; a < size; a++) {
      if (has(a, a)) {
        return false;
      }
    }
    return true;
  }
}
