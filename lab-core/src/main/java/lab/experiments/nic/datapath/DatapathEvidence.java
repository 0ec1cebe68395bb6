package lab.experiments.nic.datapath;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.concurrent.nic.HandOvers;
import lab.concurrent.ring.MpmcRing;
import lab.concurrent.ring.SpscLongRing;
import lab.concurrent.ring.SpscRecordRing;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Saying;
import lab.room.Series;
import lab.room.Weakening;

/** How the host is asked about the software NIC: on real threads, and in one for the garbage. */
final class DatapathEvidence {
  /** The classes in which packets change hands. The device's lock stays as it is. */
  private static final Class<?>[] HAND_OVERS =
      Stream.concat(
              Stream.of(SpscRecordRing.class, SpscLongRing.class, MpmcRing.class),
              Arrays.stream(HandOvers.indexedRings()))
          .toArray(Class<?>[]::new);

  private static final String ANALOGUE =
      "a software NIC: its device is a thread, its bus and its wire are memory";

  private static final String TIMED = "time is measured here and not doorbells; " + ANALOGUE;

  /** As {@code DatapathLive} counts packets. */
  private static final List<Outcome> FATES =
      List.of(
          Outcome.fine("whole", "once, in order, every byte right"),
          Outcome.fine("dropped", "counted where a ring was full"),
          Outcome.bad("lost", "neither received nor counted as dropped"),
          Outcome.bad("torn", "its checksum does not fit its bytes"),
          Outcome.bad("repeated", "received twice"),
          Outcome.bad("reordered", "received after a later one"));

  /** The broken twin of the data path, beside the shipped one and the yardstick. */
  static final String LITTERING = "an object a frame";

  private static final String BYTES_A_FRAME = "AllocationBench.frames:gc.alloc.rate.norm";

  static final String BASE = "base";

  private DatapathEvidence() {}

  static List<Evidence> all() {
    return List.of(
        whole("opaque").weakened(Weakening.mode("opaque", HAND_OVERS)),
        whole("acquire-release"),
        whole("volatile").weakened(Weakening.mode("volatile", HAND_OVERS)),
        // The oracle: somebody else's card under the same driver, where there is one.
        Live.of(DatapathMachine.WHOLE, "nic.qemu.QemuLive")
            .about("the same driver against the network card that QEMU emulates"),
        batches(),
        Live.of(DatapathMachine.BATCH_PAYS, "SwitchesLive")
            .timed()
            .about("the time of a frame with one switch changed at a time, beside a bare ring")
            .analogue(TIMED),
        Bench.of(DatapathMachine.NO_ALLOCATION, DatapathMachine.SHIPPED, DatapathMachine.YARDSTICK)
            .score(DatapathMachine.SHIPPED, BYTES_A_FRAME, "objectEvery=0")
            .score(DatapathMachine.YARDSTICK, BYTES_A_FRAME, "objectEvery=16")
            .score(LITTERING, BYTES_A_FRAME, "objectEvery=1")
            .about(
                "the bytes that a frame allocates on the whole way in one thread, beside a copy"
                    + " that makes an object of 16 bytes for every 16th frame or for each"));
  }

  /** A frame costs its share of a doorbell: the more share one, the less. */
  private static Series batches() {
    return Series.of(
            DatapathMachine.BATCH_PAYS,
            "batch",
            "frames for each doorbell",
            new Series.Shape.Falls(""),
            1,
            2,
            4,
            8,
            16,
            32,
            64)
        .by(Live.of(DatapathMachine.BATCH_PAYS, "BatchLive").timed(), "")
        .about("the time of a frame through the software NIC by how many share a doorbell")
        .analogue(TIMED);
  }

  private static Live whole(String mode) {
    return Live.of(DatapathMachine.WHOLE, "DatapathLive")
        .settings("mode=" + mode)
        .outcomes(FATES)
        .timed()
        .about(
            "frames through the shipped rings and the software NIC and back, each accounted for,"
                + " with every hand-over in that mode")
        .analogue(ANALOGUE);
  }

  static String sentence(Findings found) {
    Saying saying =
        Saying.that("")
            .and(
                "As shipped, lost, torn, repeated or reordered: %s. ",
                found.count(DatapathMachine.WHOLE, "mode=acquire-release"))
            .and("The software NIC moved %s. ", found.value("packets per second"))
            .and("%s bytes allocated per frame. ", found.score(DatapathMachine.SHIPPED, 2))
            .and("With an object a frame, %s are seen. ", found.score(LITTERING, 2))
            .and(
                "A frame takes %s times as long with batch=1 as with batch=64. ",
                found.times("batch=1", "batch=64", 2));
    for (String other : List.of("rx=interrupt", "iommu=passthrough", "padding=off")) {
      saying.and(
          "With " + other + " it takes %s times as long as without. ", found.times(other, BASE, 2));
    }
    return saying.text();
  }
}
