package lab.experiments.cpu.batching;

import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set. Times are in units, of which the page gives no length.
 *
 * @param batch the most items that are sent together
 * @param timer units behind the first item's coming after which what is there is sent
 * @param deadline units from an item's coming until it must be done
 * @param gap units between two items, on average
 * @param seed of the gaps
 * @param perBatch units of a batch, whatever it holds
 * @param perItem units that each item adds
 * @param wanted throughput in percent of the plateau
 */
record Setup(
    int batch,
    Sends sends,
    int timer,
    int deadline,
    Coming coming,
    int gap,
    int seed,
    int perBatch,
    int perItem,
    int wanted) {
  /** Of the page. */
  static final int ITEMS = 4096;

  static final int MOST = 64;

  /** Longer than any run takes. */
  private static final int NO_DEADLINE = 1 << 30;

  static final Range BATCH =
      Range.of("batch", "the most items that are sent together", 1, MOST, 16)
          .log(2)
          .primary()
          .unit("items");
  static final Choice<Sends> SENDS =
      Choice.of("send", "when what is there is sent", Sends.class).primary();
  static final Range TIMER =
      Range.of("timer", "after which what is there is sent, with send=timer", 10, 2000, 500)
          .step(10)
          .unit("units");
  static final Range DEADLINE =
      Range.of("deadline", "from an item's coming until it must be done", 100, 10_000, 1000)
          .step(100)
          .primary()
          .unit("units");
  static final Choice<Coming> COMING =
      Choice.of("arrivals", "whenever they like, at random, or all at once", Coming.class)
          .primary();
  static final Range GAP =
      Range.of("gap", "between two items on average", 10, 1000, 100).step(10).unit("units");
  static final Range SEED = Range.of("seed", "of arrivals=poisson", 1, 99, 1);
  static final Range PER_BATCH =
      Range.of("perBatch", "what a batch costs, whatever it holds", 0, 1000, 300)
          .step(10)
          .unit("units");
  static final Range PER_ITEM =
      Range.of("perItem", "what each item adds", 1, 100, 10).unit("units");
  static final Range WANTED =
      Range.of("wanted", "throughput that is wanted, of the plateau 1 / perItem", 1, 95, 30)
          .unit("%");

  enum Sends {
    /** When the batch is full. */
    FULL,
    /** When it is full, or the timer of its first item has run out. */
    TIMER,
    /** Whenever the sender is idle and anything is there. */
    IDLE
  }

  enum Coming {
    /** Whenever they like, as long as the batch has room. */
    ANY,
    POISSON,
    CLOSED
  }

  /** Units of so many items in one batch: F + c·n. */
  int service(int items) {
    return perBatch + perItem * items;
  }

  /** Units of so many items, all of them there, in batches of so many: ceil(N/B)·F + N·c. */
  long total(int items, int batches) {
    return (long) ((items + batches - 1) / batches) * perBatch + (long) items * perItem;
  }

  /** Percent of a full batch's units that are the fixed ones: F / (F + c·B). */
  double overhead(int size) {
    return 100.0 * perBatch / service(size);
  }

  /** Items a unit: B / (F + c·B), which stays below 1/c. */
  double throughput(int size) {
    return (double) size / service(size);
  }

  /** The same in percent of the plateau 1/c. */
  double ofPlateau(int size) {
    return 100.0 * perItem * throughput(size);
  }

  /** The least size whose throughput is what is wanted: B >= p·F / ((100 - p)·c). */
  int leastWanted() {
    int least = wanted * perBatch;
    int each = (100 - wanted) * perItem;
    return Math.max(1, (least + each - 1) / each);
  }

  /** Units between two items: none if all are there. */
  int steadyGap() {
    return coming == Coming.CLOSED ? 0 : gap;
  }

  /** Units that the first of a batch of so many waits until it is sent by an idle sender. */
  int fill(int size) {
    int full = (size - 1) * steadyGap();
    return switch (sends) {
      case FULL -> full;
      case TIMER -> Math.min(full, timer);
      case IDLE -> 0;
    };
  }

  /** How many are sent then, one coming every gap. */
  int filled(int size) {
    return steadyGap() == 0 ? size : Math.min(size, 1 + fill(size) / steadyGap());
  }

  /** Units until that first one is done. */
  int firstDone(int size) {
    return fill(size) + service(filled(size));
  }

  /** The bounds of this world in words. */
  String world() {
    return "one sender, a batch of at most "
        + batch
        + ", "
        + switch (coming) {
          case ANY -> "any number of items at any tick, as long as the batch has room";
          case POISSON -> BatchMachine.RUN + " items, " + gap + " units apart on average";
          case CLOSED -> BatchMachine.RUN + " items that are all there";
        }
        + ", "
        + perBatch
        + " units a batch and "
        + perItem
        + " an item";
  }

  Setup closed(int size) {
    return new Setup(
        size, sends, timer, deadline, Coming.CLOSED, gap, seed, perBatch, perItem, wanted);
  }

  /** Batches of that size, and a deadline that ends no run. */
  Setup unhurried(int size) {
    return new Setup(size, sends, timer, NO_DEADLINE, coming, gap, seed, perBatch, perItem, wanted);
  }

  /** What the controls say. */
  static Setup of(Settings settings) {
    return new Setup(
        settings.get(BATCH),
        settings.get(SENDS),
        settings.get(TIMER),
        settings.get(DEADLINE),
        settings.get(COMING),
        settings.get(GAP),
        settings.get(SEED),
        settings.get(PER_BATCH),
        settings.get(PER_ITEM),
        settings.get(WANTED));
  }
}
