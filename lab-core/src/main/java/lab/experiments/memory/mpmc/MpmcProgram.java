package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.Program.ThreadCode;

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
  static final int P1_PAYLOAD = 11;
  static final int P2_PAYLOAD = 22;
  static final int PAYLOAD_MASK = 31;
  static final int NEXT_MESSAGE = 32;

  /** Cells; behind them come the sequences of all slots, and then the slots. */
  static final int PRODUCER_INDEX = 0;

  static final int CONSUMER_INDEX = 1;
  static final int SEQUENCES = 2;

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
   * @param whole whether the actions are those of whole steps: {@code p1.step}, {@code p2.steal}
   * @param mode one of {@link AccessMode#WORDS}; {@code acquire-release} is as shipped
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
      String mode) {

    int consumer() {
      return producers;
    }

    int sequence(int index) {
      return SEQUENCES + (index & (capacity - 1));
    }

    int slot(int index) {
      return SEQUENCES + capacity + (index & (capacity - 1));
    }

    boolean shipped() {
      return mode.equals("acquire-release");
    }
  }

  private MpmcProgram() {}

  static Program of(Shape shape) {
    List<SharedCell> cells = new ArrayList<>();
    cells.add(new SharedCell("producerIndex", shape.preloaded() ? 1 : 0));
    cells.add(new SharedCell("consumerIndex", 0));
    for (int i = 0; i < shape.capacity(); i++) {
      cells.add(new SharedCell("seq" + i, shape.preloaded() && i == 0 ? 1 : i));
    }
    for (int i = 0; i < shape.capacity(); i++) {
      cells.add(new SharedCell("slot" + i, shape.preloaded() && i == 0 ? 1 : 0));
    }
    MpmcProducer producer = new MpmcProducer(shape);
    List<ThreadCode> threads = new ArrayList<>();
    threads.add(producer.code("p1", P1_PAYLOAD, true));
    if (shape.producers() == 2) {
      threads.add(producer.code("p2", P2_PAYLOAD, false));
    }
    threads.add(new MpmcConsumer(shape).code());
    return new Program("mpmc", cells, threads);
  }
}
