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
import lab.room.Live;
import lab.room.Outcome;
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
        Live.of(DatapathMachine.WHOLE, "nic.qemu.QemuLive"),
        batches(),
        Live.of(DatapathMachine.BATCH_PAYS, "SwitchesLive").timed().analogue(ANALOGUE),
        Bench.of(DatapathMachine.NO_ALLOCATION, DatapathMachine.SHIPPED, DatapathMachine.YARDSTICK)
            .score(DatapathMachine.SHIPPED, BYTES_A_FRAME, "objectEvery=0")
            .score(DatapathMachine.YARDSTICK, BYTES_A_FRAME, "objectEvery=16")
            .score(LITTERING, BYTES_A_FRAME, "objectEvery=1"));
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
        .analogue(ANALOGUE);
  }

  private static Live whole(String mode) {
    return Live.of(DatapathMachine.WHOLE, "DatapathLive")
        .settings("mode=" + mode)
        .outcomes(FATES)
        .timed()
        .analogue(ANALOGUE);
  }
}
