package lab.experiments.cpu.batching;

import java.util.List;
import java.util.Optional;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Saying;
import lab.room.Series;

/** How the host is asked: what an item costs by how many share a call, a bell, a publication. */
final class BatchingEvidence {
  private static final Integer[] POINTS = {1, 4, 16, 64};
  private static final int FEW = 1;
  private static final int MANY = 64;

  /** Of which the sentence speaks, and from which it predicts the point between. */
  private static final int BETWEEN = 16;

  /** Its F and c; laid through both ends, any would draw the same curve. */
  private static final Fit PAGE =
      new Fit(Setup.PER_BATCH.defaultNumber(), Setup.PER_ITEM.defaultNumber());

  static final String WRITE = "write";
  static final String WRITEV = "writev";
  static final String PIPE = "pipe";
  static final String UNIX = "Unix socket";
  static final String TCP = "TCP loopback";
  static final String BELL = "bell";
  static final String RELEASE = "bell without a fence";
  static final String RING = "ring";

  /**
   * The lab's alone: its call for many publishes once. JCTools' fill publishes each element, so
   * that a larger batch spares calls there and no publication.
   */
  private static final String RINGS = "concurrent.ring.SpscBatchBench.window";

  private static final String SOCKETS = "SocketBench.window";

  private BatchingEvidence() {}

  static List<Evidence> all() {
    return List.of(
        series("items of 64 bytes, gathered into one write to the null device", WRITE)
            .curve(WRITE, "WriteBench.write", ""),
        series("the same by one writev of as many buffers", WRITEV)
            .curve(WRITEV, "WriteBench.writev", ""),
        series("items of 64 bytes through a pipe and back, a write and a read a batch", PIPE)
            .curve(PIPE, "WriteBench.pipe", ""),
        series(
                "items of 64 bytes through a socket to a thread on another CPU, which reads all the"
                    + " time: neither of them sleeps",
                UNIX)
            .curve(UNIX, SOCKETS, "family=unix")
            .curve(TCP, SOCKETS, "family=tcp"),
        series(
                "items of 64 bytes in memory, a doorbell there a batch: a store that waits for"
                    + " the others, or releases them",
                BELL)
            .curve(BELL, "BellBench.fenced", "")
            .curve(RELEASE, "BellBench.released", ""),
        series(
                "references through a ring of the lab between two pinned threads, by its call for"
                    + " many, of one too",
                RING)
            .curve(RING, RINGS, "ring=lab-arrays capacity=1024"));
  }

  private static Series series(String about, String falls) {
    return Series.of(
            BatchMachine.BATCH_BEATS_SINGLE,
            "batch",
            "items a batch",
            new Series.Shape.Falls(falls),
            POINTS)
        .fitted("F / B + c", falls, PAGE::item)
        .about(about);
  }

  /** For each of those measured, what the formula of its ends says of a point between. */
  static String sentence(Findings found) {
    Saying saying = Saying.that("");
    for (String curve : List.of(WRITE, WRITEV, PIPE, UNIX)) {
      Optional<Double> few = median(found, curve, FEW);
      Optional<Double> many = median(found, curve, MANY);
      Optional<Double> between = median(found, curve, BETWEEN);
      if (few.isPresent() && many.isPresent() && few.get() > many.get()) {
        Fit fit = Fit.of(FEW, few.get(), MANY, many.get());
        saying.and(
            " Here "
                + curve
                + ": %s ns a batch and %s an item, by its ends; in batches of "
                + BETWEEN
                + " an item is then %s, and took %s.",
            Optional.of(Findings.fixed(fit.perBatch(), 0)),
            Optional.of(Findings.fixed(fit.perItem(), 1)),
            Optional.of(Findings.fixed(fit.item(BETWEEN), 1)),
            between.map(ns -> Findings.fixed(ns, 1)));
      }
    }
    return saying.text().isEmpty() ? "" : " " + saying.text();
  }

  private static Optional<Double> median(Findings found, String curve, int batch) {
    return found.measured(curve + ", batch=" + batch).map(Findings.Measured::median);
  }
}
