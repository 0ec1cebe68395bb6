package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.concurrent.nic.HandOvers;
import lab.concurrent.nic.OwnRing;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Saying;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Weakening;

/**
 * How the host is asked about rings, and what is said of its answers. A claim has miniatures, with
 * every mode spelled out, and the rings that ship: each in every mode, and beside it a broken twin
 * that does in the wrong order what a compiler or a weaker CPU may reorder.
 */
final class RingEvidence {
  private static final String ANALOGUE = "the NIC is a thread, its bus is this CPU's memory";
  private static final String SENDS = accesses("tx", "index");
  private static final String RECEIVES = accesses("rx", "index");
  private static final String OWN_SENDS = accesses("tx", "own");
  private static final String OWN_RECEIVES = accesses("rx", "own");

  private static final String WHOLE = "frames through the shipped rings, every byte checked";
  private static final Class<?>[] INDEXED = HandOvers.indexedRings();

  private static final List<Outcome> DOORBELL =
      List.of(
          Outcome.fine("-1", "no doorbell yet"),
          Outcome.fine("1", "the whole descriptor, and its frame"),
          Outcome.bad("0", "the doorbell before descriptor or frame"));
  private static final List<Outcome> REUSE =
      List.of(
          Outcome.fine("0, 1", "not done: the buffer is left alone"),
          Outcome.fine("1, 1", "done: the next frame in the buffer"),
          Outcome.bad("1, 0", "overwritten while it left"),
          Outcome.bad("0, 0", "overwritten before it left"));
  private static final List<Outcome> PAYLOAD =
      List.of(
          Outcome.fine("-1", "no frame yet"),
          Outcome.fine("1", "the frame with its bytes"),
          Outcome.bad("0", "DD, and the buffer as it was"));
  private static final List<Outcome> OWN =
      List.of(
          Outcome.fine("-1", "the slot is the other side's"),
          Outcome.fine("1", "its own, and all that goes with it"),
          Outcome.bad("0", "its own, and not yet all that goes with it"));
  private static final List<Outcome> FRAMES =
      List.of(
          Outcome.fine("whole", "once, in order, every byte right"),
          Outcome.bad("lost", "sent and not received"),
          Outcome.bad("torn", "received with other bytes"),
          Outcome.bad("repeated", "received again"));
  private static final List<Outcome> RINGS =
      List.of(
          Outcome.fine("reaped", "the ring went round twice"),
          Outcome.bad("stuck", "the ring stopped for good"));

  private RingEvidence() {}

  static List<Evidence> all() {
    String whole = RingMachine.WHOLE_DESCRIPTOR;
    String right = RingMachine.RIGHT_BYTES;
    return List.of(
        stress(whole, "a descriptor and its doorbell in miniature", doorbells()),
        stress(
            whole,
            "the shipped transmit ring, a post against the device's fetch",
            shipped("TxRingStress$", "Doorbell", "RungFirst", SENDS, DOORBELL, INDEXED)),
        stress(right, "a payload and its DD in miniature", payloads()),
        stress(
            right,
            "the shipped transmit ring, a buffer used again once it is done",
            shipped("TxRingStress$", "Completion", "ReusedFirst", SENDS, REUSE, INDEXED)),
        stress(
            right,
            "the shipped receive ring, a frame against the driver's look",
            shipped("RxRingStress$", "Payload", "DoneFirst", RECEIVES, PAYLOAD, INDEXED)),
        stress(
            right,
            "the shipped ring of OWN words, a slot given to the device",
            shipped("OwnRingStress$", "ToDevice", "PostedFirst", OWN_SENDS, OWN, OwnRing.class)),
        stress(
            right,
            "the shipped ring of OWN words, a slot given back to the host",
            shipped("OwnRingStress$", "ToHost", "GivenFirst", OWN_RECEIVES, OWN, OwnRing.class)),
        frames("whole", SENDS + " barrier=on mode=acquire-release").about(WHOLE),
        frames("no-barrier", SENDS + " mode=opaque").about(WHOLE + ", the doorbell alone opaque"),
        rewritten("plain"),
        rewritten("opaque"),
        rewritten("volatile"),
        mistake("no-rs", "dir=tx").about("fresh rings of a driver that asks for no status"),
        mistake("no-refill", "dir=rx").about("fresh rings of a driver that posts no buffer again"));
  }

  private static Stress stress(String claim, String about, List<StressTest> tests) {
    return Stress.of(claim, tests).about(about).analogue(ANALOGUE);
  }

  private static List<StressTest> doorbells() {
    return miniatures(
        "DoorbellStress$",
        SENDS,
        "Barrier",
        "barrier=on",
        miniature("no doorbell yet", "the doorbell, and the slot as it was"));
  }

  private static List<StressTest> payloads() {
    return miniatures(
        "PayloadStress$",
        RECEIVES,
        "ReadBarrier",
        "readBarrier=on",
        miniature("no frame yet", "DD, and the buffer as it was"));
  }

  private static List<Outcome> miniature(String nothing, String stale) {
    return List.of(
        Outcome.fine("0, -1", nothing),
        Outcome.fine("0, 1", "nothing, then all of it"),
        Outcome.fine("1, -1", "there before it was announced"),
        Outcome.fine("1, 1", "there both times"),
        Outcome.bad("0, 0", stale));
  }

  /** One in each mode, and an opaque one with the barrier of its direction. */
  private static List<StressTest> miniatures(
      String tests, String settings, String last, String barrier, List<Outcome> outcomes) {
    return List.of(
        StressTest.of(tests + "Plain", settings + " mode=plain", outcomes),
        StressTest.of(tests + "Opaque", settings + " mode=opaque", outcomes),
        StressTest.of(tests + "AcquireRelease", settings + " mode=acquire-release", outcomes),
        StressTest.of(tests + "Volatile", settings + " mode=volatile", outcomes),
        StressTest.of(tests + last, settings + " mode=opaque " + barrier, outcomes));
  }

  /** The broken twin, and the ring that ships in every mode. */
  private static List<StressTest> shipped(
      String tests,
      String name,
      String twin,
      String settings,
      List<Outcome> outcomes,
      Class<?>... classes) {
    List<StressTest> all = new ArrayList<>();
    all.add(StressTest.of(tests + twin, settings + " mode=plain", outcomes).ofATwin());
    all.addAll(StressTest.of(tests + name, settings, outcomes).inEveryMode(classes));
    return all;
  }

  /** With every access a step, without mistake or barrier. */
  private static String accesses(String direction, String family) {
    return "dir=%s family=%s barrier=off readBarrier=off grain=accesses fault=none"
        .formatted(direction, family);
  }

  private static Live frames(String what, String settings) {
    return live(RingMachine.RIGHT_BYTES, what, settings).outcomes(FRAMES);
  }

  /** The real rings, driver and NIC, every access of theirs in that mode. */
  private static Live rewritten(String mode) {
    return frames("whole", SENDS + " mode=" + mode)
        .about(WHOLE + ", every access of both sides rewritten")
        .weakened(Weakening.mode(mode, INDEXED));
  }

  private static Live mistake(String fault, String direction) {
    String settings =
        direction
            + " family=index barrier=on readBarrier=on grain=operations frames=8 fault="
            + fault;
    return live(RingMachine.REAPED, fault, settings).outcomes(RINGS);
  }

  private static Live live(String claim, String what, String settings) {
    return Live.of(claim, "RingLive").arguments(what).settings(settings).timed().analogue(ANALOGUE);
  }

  static String sentence(Findings found, Models models) {
    String whole = RingMachine.WHOLE_DESCRIPTOR;
    Saying saying =
        Saying.that(
                "Without the barrier the NIC can fetch an unfinished descriptor in %s.",
                models.steps(whole, ""))
            .and(" Here a stale descriptor: %s.", seen(found, whole, "dir=tx", "barrier"))
            .and(
                " A stale payload behind DD: %s.",
                seen(found, RingMachine.RIGHT_BYTES, "dir=rx family=index", "readBarrier"));
    for (String fault : List.of("no-rs", "no-refill")) {
      saying.and(
          " With " + fault + " the software NIC's ring stopped in %s.",
          found.count(RingMachine.REAPED, "fault=" + fault));
    }
    return saying.text();
  }

  /** What was seen in each mode, and with the barrier. */
  private static Optional<String> seen(
      Findings found, String claim, String settings, String barrier) {
    Optional<String> without =
        found.counts(claim, DescriptorRing.MODE, settings + " " + barrier + "=off");
    Optional<String> with =
        found
            .count(claim, settings + " " + barrier + "=on")
            .map(phrase -> phrase + " with opaque and a barrier");
    List<String> all = Stream.of(without, with).flatMap(Optional::stream).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
  }
}
