package lab.experiments.cpu.mesi;

import java.util.List;
import java.util.Optional;
import lab.cpu.coherence.BusRequest;
import lab.cpu.coherence.CoherentLine;
import lab.cpu.coherence.Transaction;
import lab.cpu.coherence.Words;

/**
 * The line, and what has been said of it.
 *
 * @param newest how often each word has been written
 * @param waiting one for each core
 * @param last what was done last
 * @param accesses reads, writes and evictions so far
 */
record MesiState(
    CoherentLine line,
    Words newest,
    List<Waiting> waiting,
    Last last,
    int accesses,
    Carried carried) {

  /**
   * A core whose request has not been answered.
   *
   * @param request as it was when the core asked; nothing: it does not wait
   * @param held the words that the copy had then, if the core will go by them
   */
  record Waiting(boolean write, Optional<BusRequest> request, Words held) {
    static final Waiting NOT = new Waiting(false, Optional.empty(), Words.NEVER_WRITTEN);

    boolean waits() {
      return request.isPresent();
    }
  }

  /**
   * What was done last.
   *
   * @param request what was said on the bus; nothing: nobody was asked
   * @param core who said it
   * @param supplier as in {@link Transaction}
   * @param stale whether it was a read that returned less than what was written last
   */
  record Last(Optional<BusRequest> request, int core, int supplier, boolean stale) {
    static final Last NOTHING = new Last(Optional.empty(), 0, Transaction.NOBODY, false);
  }

  /**
   * What the bus has carried.
   *
   * @param transfers lines from one cache to another
   * @param fills lines from memory
   * @param memoryWrites lines to memory
   */
  record Carried(int transfers, int fills, int memoryWrites) {
    static final Carried NOTHING = new Carried(0, 0, 0);

    Carried and(Transaction t) {
      return new Carried(
          transfers + (t.transfer() ? 1 : 0),
          fills + (t.supplier() == Transaction.MEMORY ? 1 : 0),
          memoryWrites + (t.memoryWritten() ? 1 : 0));
    }
  }

  static MesiState start(int cores) {
    List<Waiting> nobody =
        cores == 2
            ? List.of(Waiting.NOT, Waiting.NOT)
            : cores == 3
                ? List.of(Waiting.NOT, Waiting.NOT, Waiting.NOT)
                : List.of(Waiting.NOT, Waiting.NOT, Waiting.NOT, Waiting.NOT);
    return new MesiState(
        CoherentLine.inMemory(cores),
        Words.NEVER_WRITTEN,
        nobody,
        Last.NOTHING,
        0,
        Carried.NOTHING);
  }

  /** Whether what was written last is nowhere from where it will ever be read. */
  boolean lost() {
    if (line.memory().equals(newest)) {
      return false;
    }
    for (int core = 0; core < line.copies().size(); core++) {
      if (line.state(core).dirty() && line.copy(core).words().equals(newest)) {
        return false;
      }
    }
    return true;
  }
}
