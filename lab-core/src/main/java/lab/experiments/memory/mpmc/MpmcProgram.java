package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.memorymodel.Cells;
import lab.memorymodel.Expr;
import lab.memorymodel.Modes;
import lab.memorymodel.Program;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Shared;
import lab.memorymodel.SharedArray;
import lab.memorymodel.Target;

/**
 * One or two producers and a consumer of {@code lab.concurrent.ring.MpmcRing}, under its step
 * labels. With {@code reserve=plain} an index is read and stored where the class compares and sets
 * it (O3, C3); nothing else differs.
 *
 * <p>The k-th message of a producer (k from 0) is its payload plus 32 k, so that the consumer can
 * tell whose it is and whether it comes in turn; people are shown the payload.
 *
 * <p>Registers that only count stand behind a jump: nothing local moves over one, whereas under
 * {@code java} it would otherwise run as early as it can, ahead of the access that it tells of.
 */
final class MpmcProgram {
  static final int PAYLOAD_MASK = 31;
  static final int NEXT_MESSAGE = 32;

  /**
   * What is built.
   *
   * @param compare whether indices are reserved with compare-and-set
   * @param capacity number of slots, a power of two
   * @param messages how many each producer offers
   * @param preloaded whether one message, 1, is in the ring at the start, so that few more wrap it
   * @param definite whether a refused call looks at the other index, as {@code offer} and {@code
   *     poll} do (O6, C6); else as {@code relaxedOffer} and {@code relaxedPoll}
   * @param stalls whether the first producer may stop for ever behind its reservation
   * @param whole whether the actions are those of whole steps: {@code producer1.step}, {@code
   *     producer2.steal}
   */
  record Shape(
      boolean compare,
      int producers,
      int capacity,
      int messages,
      boolean preloaded,
      boolean definite,
      boolean stalls,
      boolean whole,
      Modes modes) {

    /**
     * The ring that ships, small enough to be exhausted: two slots, one of them full at the start,
     * so that the second of two producers must wait for the consumer's lap.
     */
    static Shape shipped() {
      return new Shape(true, 2, 2, 1, true, true, false, false, Modes.SHIPPED);
    }
  }

  final Shape shape;

  /** What producers reserve next: the tail. */
  final Shared producerIndex;

  /** What the consumer takes next: the head. */
  final Shared consumerIndex;

  private final SharedArray sequences;
  private final SharedArray slots;
  final List<MpmcProducer> producers;
  final MpmcConsumer consumer;
  final Program program;

  MpmcProgram(Shape shape) {
    this.shape = shape;
    int first = shape.preloaded() ? 1 : 0;
    Cells cells = new Cells();
    producerIndex = cells.cell("producerIndex", first);
    consumerIndex = cells.cell("consumerIndex", 0);
    sequences = cells.array("sequence", 0, shape.capacity(), i -> i == 0 ? first : i);
    slots = cells.array("slot", 0, shape.capacity(), i -> i == 0 ? first : 0);
    producers =
        IntStream.range(0, shape.producers()).mapToObj(n -> new MpmcProducer(this, n)).toList();
    consumer = new MpmcConsumer(this);
    List<ThreadCode> threads = new ArrayList<>();
    producers.forEach(p -> threads.add(p.code()));
    threads.add(consumer.code());
    program = new Program("mpmc", cells.all(), threads);
  }

  /** The slot that an index comes to. */
  int wrapped(int index) {
    return index & (shape.capacity() - 1);
  }

  /** Whose message it is. */
  MpmcProducer sender(int message) {
    MpmcProducer last = producers.getLast();
    return (message & PAYLOAD_MASK) == last.payload() ? last : producers.getFirst();
  }

  /**
   * Whether a producer has written into its slot and not yet published it; what it has written may
   * have been overwritten since.
   */
  boolean hasWritten(ProgramState s, MpmcProducer p) {
    int thread = p.all.thread();
    List<Program.Line> lines = program.threads().get(thread).lines();
    boolean publishes =
        s.pc(thread) < lines.size()
            && lines.get(s.pc(thread)).label().filter("O5"::equals).isPresent();
    // Where the compiler publishes first, the line that is still to come is the writing.
    boolean first = !shape.whole() && sequence(s, p.own.in(s) - 1) == p.own.in(s);
    return p.own.isSet(s) && publishes && !first;
  }

  Target sequence(Expr index) {
    return sequences.around(index);
  }

  Target slot(Expr index) {
    return slots.around(index);
  }

  int sequence(ProgramState s, int index) {
    return sequences.in(s, wrapped(index));
  }

  int slot(ProgramState s, int index) {
    return slots.in(s, wrapped(index));
  }

  /** Whether the slot at the tail is free. */
  boolean canReserve(ProgramState s) {
    int tail = producerIndex.in(s);
    return sequence(s, tail) == tail;
  }

  /** Whether the slot at the head is full. */
  boolean canTake(ProgramState s) {
    int head = consumerIndex.in(s);
    return sequence(s, head) == head + 1;
  }
}
