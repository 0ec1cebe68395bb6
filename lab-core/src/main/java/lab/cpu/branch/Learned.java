package lab.cpu.branch;

import java.util.Arrays;

/**
 * What a predictor has learned, as a value: cells in chunks, of which a branch copies those that it
 * changes. Two are equal if their cells are.
 */
@SuppressWarnings("ReferenceEquality") // A chunk is the same array as long as nobody writes to it.
public final class Learned {
  private static final int CHUNK_BITS = 4;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final int[][] chunks;

  /** The sum of a mix of every cell and its number, kept up to date cell by cell. */
  private final int hash;

  private Learned(int[][] chunks, int hash) {
    this.chunks = chunks;
    this.hash = hash;
  }

  /** What a predictor knows before the first branch. */
  public static Learned nothing(Predictor predictor) {
    int[][] chunks = new int[(predictor.cells() + CHUNK - 1) >> CHUNK_BITS][];
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] = new int[Math.min(CHUNK, predictor.cells() - (c << CHUNK_BITS))];
      for (int i = 0; i < chunks[c].length; i++) {
        chunks[c][i] = predictor.first((c << CHUNK_BITS) + i);
      }
    }
    return new Learned(chunks, 0);
  }

  public int get(int cell) {
    return chunks[cell >> CHUNK_BITS][cell & (CHUNK - 1)];
  }

  /** Whether the predictor, knowing this, expects that branch to be taken. */
  public boolean predicts(Predictor predictor, int pc, boolean backward) {
    return predictor.predicts(new Edit(this), pc, backward);
  }

  /** What the predictor knows once that branch has gone that way. */
  public Learned after(Predictor predictor, int pc, boolean backward, boolean taken) {
    Edit edit = new Edit(this);
    predictor.learns(edit, pc, backward, taken);
    return edit.changed() ? new Learned(edit.chunks, edit.hash) : this;
  }

  /**
   * What is known once more branches have run.
   *
   * @param mispredicts of these branches
   */
  public record Run(Learned learned, int mispredicts) {}

  /** The same as branch by branch, from that one of a trace to its end. */
  public Run afterRest(Predictor predictor, Trace trace, int from) {
    Edit edit = new Edit(this);
    int mispredicts = 0;
    for (int i = from; i < trace.length(); i++) {
      boolean taken = trace.taken(i);
      mispredicts += predictor.predicts(edit, trace.pc(i), trace.backward(i)) == taken ? 0 : 1;
      predictor.learns(edit, trace.pc(i), trace.backward(i), taken);
    }
    return new Run(edit.changed() ? new Learned(edit.chunks, edit.hash) : this, mispredicts);
  }

  /** The number of the cell that a table's predictor reads for that branch. */
  public int counter(Tables predictor, int pc) {
    return predictor.counter(new Edit(this), pc);
  }

  /** Cells that are being changed, chunks being copied when they are first written to. */
  private static final class Edit implements Cells {
    private final Learned before;
    private int[][] chunks;
    private int hash;

    Edit(Learned before) {
      this.before = before;
      chunks = before.chunks;
      hash = before.hash;
    }

    boolean changed() {
      return chunks != before.chunks;
    }

    @Override
    public int get(int cell) {
      return chunks[cell >> CHUNK_BITS][cell & (CHUNK - 1)];
    }

    @Override
    public void set(int cell, int value) {
      int was = get(cell);
      if (was == value) {
        return;
      }
      int chunk = cell >> CHUNK_BITS;
      if (!changed()) {
        chunks = chunks.clone();
      }
      if (chunks[chunk] == before.chunks[chunk]) {
        chunks[chunk] = chunks[chunk].clone();
      }
      chunks[chunk][cell & (CHUNK - 1)] = value;
      hash += mix(cell, value) - mix(cell, was);
    }

    private static int mix(int cell, int value) {
      int x = (cell * 0x9E3779B9 ^ value) * 0x85EBCA6B;
      return x ^ x >>> 15;
    }
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Learned that) || hash != that.hash) {
      return false;
    }
    if (chunks.length != that.chunks.length) {
      return false;
    }
    for (int c = 0; c < chunks.length; c++) {
      // A chunk that nobody has written to since is the same array.
      if (chunks[c] != that.chunks[c] && !Arrays.equals(chunks[c], that.chunks[c])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
