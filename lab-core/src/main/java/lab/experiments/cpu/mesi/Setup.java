package lab.experiments.cpu.mesi;

import lab.cpu.coherence.Coherence;
import lab.cpu.coherence.Fault;
import lab.cpu.coherence.Protocol;
import lab.cpu.coherence.Supply;
import lab.input.BadInput;

/**
 * The world under some settings.
 *
 * @param words in the line: with two, cores A and C write a, cores B and D write b
 * @param split whether a request and its answer are two steps
 */
record Setup(
    Protocol protocol,
    Supply supply,
    int cores,
    int words,
    boolean invalidate,
    Slip slip,
    boolean split) {

  Setup {
    if (slip == Slip.LOST_UPGRADE && !invalidate) {
      throw new BadInput(
          "slip=lost-upgrade needs invalidate=on: an upgrade is lost to another's invalidation"
              + " (got invalidate=off)");
    }
    if (slip == Slip.LOST_UPGRADE && !split) {
      throw new BadInput(
          "slip=lost-upgrade needs bus=split: on an atomic bus nobody comes in between (got"
              + " bus=atomic)");
    }
  }

  /** The same caches without a fault. */
  Setup sound() {
    return new Setup(protocol, supply, cores, words, true, Slip.NONE, false);
  }

  Coherence rules() {
    boolean forgets = slip == Slip.FORGOTTEN_WRITE_BACK;
    if (invalidate) {
      return forgets
          ? new Coherence(protocol, supply, Fault.FORGOTTEN_WRITE_BACK)
          : new Coherence(protocol, supply);
    }
    return forgets
        ? new Coherence(protocol, supply, Fault.NO_INVALIDATION, Fault.FORGOTTEN_WRITE_BACK)
        : new Coherence(protocol, supply, Fault.NO_INVALIDATION);
  }

  /**
   * How many reads, writes and evictions make a run: enough for every break, and for a person to
   * see a line go to and fro. With more cores fewer, so that all of it is searched in seconds.
   */
  int accesses() {
    return 10 - cores;
  }

  /** The word that a core writes. */
  int wordOf(int core) {
    return words == 2 ? core % 2 : 0;
  }

  /** {@code A}. */
  static String name(int core) {
    return switch (core) {
      case 0 -> "A";
      case 1 -> "B";
      case 2 -> "C";
      default -> "D";
    };
  }
}
