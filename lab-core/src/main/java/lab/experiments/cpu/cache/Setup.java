package lab.experiments.cpu.cache;

import java.util.List;
import java.util.stream.IntStream;
import lab.cpu.cache.Caches;
import lab.cpu.cache.FlatCaches;
import lab.cpu.cache.Future;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Replacement;

/**
 * What is built, and what the core works on.
 *
 * @param lines of the working set, numbered from 0
 * @param stride lines from one of them to the next in memory
 * @param warm whether line 0 has been loaded once, and nothing else
 * @param stores whether the core stores too
 * @param walk the lines of a walk, in order
 * @param why whether each miss in L1 is given its reason
 */
record Setup(
    Hierarchy hierarchy,
    int lines,
    int stride,
    boolean warm,
    boolean stores,
    List<Integer> walk,
    boolean why) {
  static final String[] LEVELS = {"L1", "L2", "L3", "DRAM"};

  private static final int SINGLE = 4;

  /** What a line of the working set is in memory. */
  long block(int line) {
    return (long) line * stride;
  }

  /** The line of the working set that this is, or -1 for another, which a prefetcher fetched. */
  int line(long block) {
    return block % stride == 0 && block / stride < lines ? (int) (block / stride) : -1;
  }

  Caches start() {
    Caches nothing = Caches.empty(hierarchy);
    // As a load does, but no reference: a future begins with the first walk.
    return warm ? nothing.prefetch(0, block(0)).after() : nothing;
  }

  /** Whether the policy is told what comes: then a walk comes, and another, and nothing else. */
  boolean foreseen() {
    return hierarchy.future().isPresent();
  }

  /** What comes if lines that far apart are walked in that order, round after round. */
  static Future future(List<Integer> walk, int stride) {
    return Future.of(walk.stream().mapToLong(line -> (long) line * stride).toArray());
  }

  /** Cold caches through which so many lines will be walked in turn. */
  static FlatCaches inTurn(Hierarchy hierarchy, int lines, int stride) {
    return new FlatCaches(
        hierarchy.future().isEmpty()
            ? hierarchy
            : hierarchy.before(future(IntStream.range(0, lines).boxed().toList(), stride)));
  }

  /** One line is loaded singly, unless only walks are foreseen. */
  boolean walks() {
    return lines > 1 || foreseen();
  }

  /** Of more than four lines the first and the last are loaded singly; a walk loads all. */
  boolean single(int line) {
    return lines <= SINGLE || line == 0 || line == lines - 1;
  }

  List<Integer> singles() {
    return IntStream.range(0, lines).filter(this::single).boxed().toList();
  }

  /** The set of a level in which the line is if it is there. */
  int set(int level, int line) {
    return hierarchy.geometry(level).set(block(line));
  }

  int memory() {
    return hierarchy.memory();
  }

  /** Each draw makes another state, so under a random policy a run has an end. */
  boolean ends() {
    return hierarchy.levels().getFirst().replacement() == Replacement.RANDOM;
  }
}
