package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lab.cpu.cache.FlatCaches;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Level;
import lab.stage.Plot;

/**
 * What a load costs on average while the core walks a working set again and again, by the number of
 * its lines: each point is a replay through the caches as they are set.
 */
final class WorkingSets {
  /** 128 MiB in lines of 64 bytes: beyond, a replay takes longer than somebody waits. */
  private static final int MOST = 1 << 21;

  /** The same where each victim is looked for in the future. */
  private static final int MOST_FORESEEN = 1 << 12;

  private static final int EVERY = 16;
  private static final int REPEATED = 1 << 10;

  private WorkingSets() {}

  static List<Plot.Point> curve(Setup setup) {
    List<Plot.Point> points = new ArrayList<>();
    for (int lines : sizes(setup)) {
      points.add(new Plot.Point(lines, cycles(setup.hierarchy(), lines, setup.stride())));
    }
    return points;
  }

  /** Each number up to 16, then four to a doubling, then doublings, to twice what fits. */
  static List<Integer> sizes(Setup setup) {
    int top = 2 * setup.lines();
    for (Level level : setup.hierarchy().levels()) {
      top = Math.max(top, 2 * fitting(level.geometry(), setup.stride()));
    }
    top = Math.min(setup.foreseen() ? MOST_FORESEEN : MOST, top);
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int lines = 1; lines <= Math.min(EVERY, top); lines++) {
      sizes.add(lines);
    }
    for (int lines = EVERY; lines <= top; lines *= 2) {
      sizes.add(lines);
      for (int part = 5; part < 8 && lines < REPEATED; part++) {
        sizes.add(Math.min(top, lines / 4 * part));
      }
    }
    return List.copyOf(sizes);
  }

  /** How many lines that far apart the level has room for. */
  static int fitting(Geometry level, int stride) {
    int reached = level.sets();
    for (int apart = stride; apart % 2 == 0 && reached > 1; apart /= 2) {
      reached /= 2;
    }
    return reached * level.ways();
  }

  /** On average, once the caches have seen the set. */
  static double cycles(Hierarchy hierarchy, int lines, int stride) {
    FlatCaches caches = Setup.inTurn(hierarchy, lines, stride);
    int rounds = lines < REPEATED ? 4 : 1;
    long bytes = (long) stride * hierarchy.lineBytes();
    for (int round = 0; round < 2 * rounds; round++) {
      if (round == rounds) {
        caches.forgetCounts();
      }
      for (int i = 0; i < lines; i++) {
        caches.load(i * bytes);
      }
    }
    return caches.counts().cycles() / (double) ((long) lines * rounds);
  }
}
