package lab.bench.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;

/**
 * Vyukov's bounded MPMC ring of capacity 2 as a hand-packed machine: what a search costs when
 * states cost next to nothing. Its twin for Spin is {@code src/main/spin/vyukov.pml}, its twin as a
 * program VyukovProgram; all three have the same states.
 *
 * <p>Threads step from access to access: load tail (or head) into {@code pos}, load the slot's
 * sequence into {@code s}, CAS with witness {@code w}, store (or add up) the message, store the
 * sequence. Registers keep their values until they are overwritten.
 *
 * @param producers 1 or 2
 * @param consumers 1 or 2
 * @param messages per producer, 1 to 3; the consumers share them evenly
 */
public record VyukovRing(int producers, int consumers, int messages)
    implements Machine<VyukovRing.Ring> {
  private static final String[] PRODUCER_VERBS = {"tail", "look", "cas", "data", "publish"};
  private static final String[] CONSUMER_VERBS = {"head", "look", "cas", "data", "free"};
  private static final Action[][] ACTIONS = {
    actions("p1", PRODUCER_VERBS), actions("p2", PRODUCER_VERBS),
    actions("c1", CONSUMER_VERBS), actions("c2", CONSUMER_VERBS)
  };

  // A thread: 16 bits of the first word.
  private static final int POS = 3;
  private static final int SEEN = 6;
  private static final int WITNESS = 9;
  private static final int COUNT = 12;

  // Cells, and what the consumers got: bits of the second word. Two slots, two consumers.
  private static final int TAIL = 0;
  private static final int HEAD = 3;
  private static final int SEQ = 6;
  private static final int DATA = 12;
  private static final int GOT = 24;

  /** Where a thread stands after its last access. */
  private static final int DONE = 5;

  /**
   * A state.
   *
   * @param threads program counters and registers
   * @param memory cells, and what the consumers got
   */
  public record Ring(long threads, long memory) {

    int of(int thread, int at, int mask) {
      return (int) (threads >>> (16 * thread + at)) & mask;
    }

    int cell(int at) {
      return (int) (memory >>> at) & 7;
    }

    int message(int at) {
      return (int) (memory >>> at) & 63;
    }
  }

  private static Action[] actions(String actor, String[] verbs) {
    Action[] actions = new Action[verbs.length];
    for (int i = 0; i < verbs.length; i++) {
      actions[i] = Action.of(actor, verbs[i]);
    }
    return actions;
  }

  private static long with(long word, int at, long mask, long value) {
    return (word & ~(mask << at)) | (value << at);
  }

  @Override
  public Ring start() {
    return new Ring(0, 1L << (SEQ + 3));
  }

  @Override
  public void steps(Ring s, Steps<Ring> out) {
    for (int i = 0; i < producers; i++) {
      step(s, i, i, TAIL, 0, out);
    }
    for (int i = 0; i < consumers; i++) {
      step(s, 2 + i, i, HEAD, 1, out);
    }
  }

  /**
   * @param end the cell the thread moves: tail or head
   * @param ready by how much a slot's sequence is ahead of the position when it is the thread's
   *     turn
   */
  private void step(Ring s, int thread, int who, int end, int ready, Steps<Ring> out) {
    int pc = s.of(thread, 0, 7);
    if (pc == DONE) {
      return;
    }
    int pos = s.of(thread, POS, 7);
    int slot = pos & 1;
    long threads = s.threads;
    long memory = s.memory;
    int base = 16 * thread;
    int next = pc + 1;
    switch (pc) {
      case 0 -> threads = with(threads, base + POS, 7, s.cell(end));
      case 1 -> {
        int seen = s.cell(SEQ + 3 * slot);
        threads = with(threads, base + SEEN, 7, seen);
        next = seen == pos + ready ? 2 : 0;
      }
      case 2 -> {
        int witness = s.cell(end);
        threads = with(threads, base + WITNESS, 7, witness);
        if (witness == pos) {
          memory = with(memory, end, 7, pos + 1);
        } else {
          next = 0;
        }
      }
      case 3 -> {
        if (end == TAIL) {
          int message = who * messages + s.of(thread, COUNT, 3);
          memory = with(memory, DATA + 6 * slot, 63, 1L << message);
        } else {
          int at = GOT + 6 * who;
          memory = with(memory, at, 63, s.message(at) + s.message(DATA + 6 * slot));
        }
      }
      default -> {
        int count = s.of(thread, COUNT, 3) + 1;
        int quota = end == TAIL ? messages : producers * messages / consumers;
        memory = with(memory, SEQ + 3 * slot, 7, end == TAIL ? pos + 1 : pos + 2);
        threads = with(threads, base + COUNT, 3, count);
        next = count == quota ? DONE : 0;
      }
    }
    Ring after = new Ring(with(threads, base, 7, next), memory);
    Action action = ACTIONS[thread][pc];
    Supplier<String> story = () -> action + " at position " + pos;
    out.step(action, after, story);
  }

  private boolean allDone(Ring s) {
    for (int i = 0; i < 2; i++) {
      if ((i < producers && s.of(i, 0, 7) != DONE)
          || (i < consumers && s.of(2 + i, 0, 7) != DONE)) {
        return false;
      }
    }
    return true;
  }

  private boolean delivered(Ring s) {
    return s.message(GOT) + s.message(GOT + 6) == (1 << (producers * messages)) - 1;
  }

  @Override
  public List<Claim<Ring>> claims() {
    return List.of(
        new Claim.Never<>(
            "each-message-once",
            "When all are done, each message was taken exactly once.",
            s -> allDone(s) && !delivered(s)),
        new Claim.Sometimes<>("all-done", "All threads come to their end.", this::allDone));
  }

  @Override
  public Optional<Codec<Ring>> codec() {
    return Optional.of(Packed.INSTANCE);
  }

  private enum Packed implements Codec<Ring> {
    INSTANCE;

    @Override
    public int longs() {
      return 2;
    }

    @Override
    public void pack(Ring state, long[] into, int at) {
      into[at] = state.threads;
      into[at + 1] = state.memory;
    }

    @Override
    public Ring unpack(long[] from, int at) {
      return new Ring(from[at], from[at + 1]);
    }
  }
}
