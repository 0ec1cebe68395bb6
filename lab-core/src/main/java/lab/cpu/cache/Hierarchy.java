package lab.cpu.cache;

import java.util.List;
import java.util.Optional;
import lab.input.BadInput;

/**
 * Levels from the core outwards, and memory behind them. Levels of a hierarchy have lines of one
 * size. What it costs is a total: a reference costs the {@linkplain Level#cycles() cycles} of the
 * level that has it, and nothing of those before.
 *
 * @param memoryCycles the whole time of a load that only memory can answer
 * @param prefetch whether the outermost level runs ahead of streams, by callgrind's rule
 * @param seed of the draws under {@link Replacement#RANDOM}
 * @param future what comes, for {@link Replacement#OPT}; empty for all others
 */
public record Hierarchy(
    List<Level> levels,
    int memoryCycles,
    WritePolicy writes,
    Straddling straddling,
    boolean prefetch,
    long seed,
    Optional<Future> future) {
  public Hierarchy {
    levels = List.copyOf(levels);
    if (levels.isEmpty() || levels.size() > Counts.MOST_LEVELS) {
      throw new BadInput(
          "a hierarchy has 1.." + Counts.MOST_LEVELS + " levels (got " + levels.size() + ")");
    }
    int line = levels.getFirst().geometry().lineBytes();
    long lines = 0;
    for (Level level : levels) {
      if (level.geometry().lineBytes() != line) {
        throw new BadInput(
            "levels have lines of one size (got "
                + line
                + " and "
                + level.geometry().lineBytes()
                + ")");
      }
      lines += level.geometry().lines();
    }
    if (future.isEmpty() && levels.stream().anyMatch(l -> l.replacement() == Replacement.OPT)) {
      throw new BadInput("OPT needs the future: which lines come, round after round");
    }
    if (lines > 1 << 28) {
      throw new BadInput("a hierarchy has at most " + (1 << 28) + " lines (got " + lines + ")");
    }
    if (memoryCycles < 0) {
      throw new BadInput("memoryCycles is at least 0 (got " + memoryCycles + ")");
    }
  }

  /** Write-back, cachegrind's way with references on two lines, no prefetcher, seed 1. */
  public static Hierarchy of(int memoryCycles, Level... levels) {
    return of(memoryCycles, Optional.empty(), levels);
  }

  /** The same where one knows what comes. */
  public static Hierarchy foreseeing(Future future, int memoryCycles, Level... levels) {
    return of(memoryCycles, Optional.of(future), levels);
  }

  private static Hierarchy of(int memoryCycles, Optional<Future> future, Level... levels) {
    return new Hierarchy(
        List.of(levels), memoryCycles, WritePolicy.BACK, Straddling.ONE_ACCESS, false, 1, future);
  }

  /** The same levels before another future. */
  public Hierarchy before(Future other) {
    return new Hierarchy(
        levels, memoryCycles, writes, straddling, prefetch, seed, Optional.of(other));
  }

  /** The same with another policy in every level. */
  public Hierarchy with(Replacement other) {
    return new Hierarchy(
        levels.stream().map(l -> l.with(other)).toList(),
        memoryCycles,
        writes,
        straddling,
        prefetch,
        seed,
        future);
  }

  public Hierarchy with(WritePolicy other) {
    return new Hierarchy(levels, memoryCycles, other, straddling, prefetch, seed, future);
  }

  public Hierarchy with(Straddling other) {
    return new Hierarchy(levels, memoryCycles, writes, other, prefetch, seed, future);
  }

  public Hierarchy prefetching(boolean on) {
    return new Hierarchy(levels, memoryCycles, writes, straddling, on, seed, future);
  }

  public Hierarchy seeded(long other) {
    return new Hierarchy(levels, memoryCycles, writes, straddling, prefetch, other, future);
  }

  /** How many levels there are; as the number of a level it is memory. */
  public int memory() {
    return levels.size();
  }

  public Geometry geometry(int level) {
    return levels.get(level).geometry();
  }

  public int lineBytes() {
    return geometry(0).lineBytes();
  }

  /** The line on which an address lies. */
  public long block(long address) {
    return geometry(0).block(address);
  }

  /** The whole time of a load that {@code level} answers; {@link #memory} is a level too. */
  public int cycles(int level) {
    return level == memory() ? memoryCycles : levels.get(level).cycles();
  }
}
