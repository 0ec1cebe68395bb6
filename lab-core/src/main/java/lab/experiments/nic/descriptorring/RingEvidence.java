package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.memorymodel.MemoryModel;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Weakening;

/** How the host is asked about rings, and what is said of its answers. */
final class RingEvidence {
  private static final String DOORBELL = "lab.stress.nic.descriptorring.DoorbellStress$";
  private static final String PAYLOAD = "lab.stress.nic.descriptorring.PayloadStress$";
  private static final String LIVE = "lab.bench.nic.descriptorring.RingLive";
  private static final String ANALOGUE = "the NIC is a thread, its bus is this CPU's memory";
  private static final List<String> JAVA = List.of("java");
  private static final List<String> NONE = List.of();

  private RingEvidence() {}

  static List<Evidence> all() {
    return List.of(
        new Stress(
            RingMachine.WHOLE_DESCRIPTOR,
            and(
                ShippedRings.doorbell(),
                test(DOORBELL + "Plain", "tx", "off", "plain", JAVA),
                test(DOORBELL + "Opaque", "tx", "off", "opaque", JAVA),
                test(DOORBELL + "AcquireRelease", "tx", "off", "acquire-release", NONE),
                test(DOORBELL + "Volatile", "tx", "off", "volatile", NONE),
                test(DOORBELL + "Barrier", "tx", "on", "opaque", NONE)),
            Optional.of(ANALOGUE)),
        new Stress(
            RingMachine.RIGHT_BYTES,
            and(
                ShippedRings.bytes(),
                test(PAYLOAD + "Plain", "rx", "off", "plain", JAVA),
                test(PAYLOAD + "Opaque", "rx", "off", "opaque", JAVA),
                test(PAYLOAD + "AcquireRelease", "rx", "off", "acquire-release", NONE),
                test(PAYLOAD + "Volatile", "rx", "off", "volatile", NONE),
                test(PAYLOAD + "ReadBarrier", "rx", "on", "opaque", NONE)),
            Optional.of(ANALOGUE)),
        live(RingMachine.RIGHT_BYTES, "whole", accesses("tx", "on", "acquire-release"))
            .outcomes(frames(NONE)),
        live(RingMachine.RIGHT_BYTES, "no-barrier", accesses("tx", "off", "opaque"))
            .outcomes(frames(JAVA)),
        rewritten("plain", JAVA),
        rewritten("opaque", JAVA),
        rewritten("volatile", NONE),
        live(RingMachine.REAPED, "no-rs", mistake("tx", "no-rs")).outcomes(rings()),
        live(RingMachine.REAPED, "no-refill", mistake("rx", "no-refill")).outcomes(rings()));
  }

  /** Miniatures, and the rings that ship. */
  private static List<StressTest> and(List<StressTest> shipped, StressTest... miniatures) {
    List<StressTest> all = new ArrayList<>(List.of(miniatures));
    all.addAll(shipped);
    return all;
  }

  /** The real rings, driver and device, every access of theirs in that mode. */
  private static Live rewritten(String mode, List<String> allowed) {
    return live(RingMachine.RIGHT_BYTES, "whole", accesses("tx", "off", mode))
        .outcomes(frames(allowed))
        .weakened(Weakening.mode(mode, ShippedRings.INDEXED));
  }

  private static Live live(String claim, String what, Map<String, String> settings) {
    return Live.of(claim, LIVE).arguments(what).settings(settings).timed().analogue(ANALOGUE);
  }

  private static StressTest test(
      String name, String direction, String barrier, String mode, List<String> allowed) {
    boolean sends = direction.equals("tx");
    List<String> all = MemoryModel.words();
    return new StressTest(
        name,
        accesses(direction, barrier, mode),
        List.of(
            Outcome.typed("0, -1", sends ? "no doorbell yet" : "no frame yet", false, all),
            Outcome.typed("0, 1", "nothing, then all of it", false, all),
            Outcome.typed("1, -1", "there before it was announced", false, all),
            Outcome.typed("1, 1", "there both times", false, all),
            Outcome.typed(
                "0, 0",
                sends ? "the doorbell, and the slot as it was" : "DD, and the buffer as it was",
                true,
                allowed)));
  }

  /** With every access a step: the barrier is that of the direction. */
  static Map<String, String> accesses(String direction, String barrier, String mode) {
    Map<String, String> settings = new TreeMap<>();
    boolean sends = direction.equals("tx");
    settings.put("dir", direction);
    settings.put("family", "index");
    settings.put("barrier", sends ? barrier : "off");
    settings.put("readBarrier", sends ? "off" : barrier);
    settings.put("grain", "accesses");
    settings.put("mode", mode);
    settings.put("fault", "none");
    return settings;
  }

  private static Map<String, String> mistake(String direction, String fault) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("dir", direction);
    settings.put("family", "index");
    settings.put("fault", fault);
    settings.put("barrier", "on");
    settings.put("readBarrier", "on");
    settings.put("grain", "operations");
    settings.put("frames", "8");
    return settings;
  }

  private static List<Outcome> frames(List<String> allowed) {
    return List.of(
        Outcome.typed("whole", "once, in order, every byte right", false, MemoryModel.words()),
        Outcome.typed("lost", "sent and not received", true, allowed),
        Outcome.typed("torn", "received with other bytes", true, allowed),
        Outcome.typed("repeated", "received again", true, allowed));
  }

  private static List<Outcome> rings() {
    return List.of(
        Outcome.typed("reaped", "the ring went round twice", false, MemoryModel.words()),
        Outcome.typed("stuck", "the ring stopped for good", true, MemoryModel.words()));
  }

  static String sentence(Findings findings) {
    List<String> said = new ArrayList<>();
    rows(findings, RingMachine.WHOLE_DESCRIPTOR, "tx", "Here a stale descriptor: ", said);
    rows(findings, RingMachine.RIGHT_BYTES, "rx", "A stale payload behind DD: ", said);
    findings.counted().stream()
        .filter(c -> c.claim().equals(RingMachine.REAPED))
        .forEach(c ->
            said.add(
                "With %s the software NIC's ring stopped in %s."
                    .formatted(c.settings().get("fault"), c.phrase())));
    return "Without the barrier the NIC can fetch a half-written descriptor in 4 steps."
        + said.stream().map(s -> " " + s).reduce("", String::concat);
  }

  private static void rows(
      Findings findings, String claim, String direction, String start, List<String> said) {
    StringBuilder text = new StringBuilder();
    findings.counted().stream()
        .filter(c -> c.claim().equals(claim) && direction.equals(c.settings().get("dir")))
        .filter(c -> c.test().contains("Stress") && !"own".equals(c.settings().get("family")))
        .forEach(c ->
            text.append(text.isEmpty() ? start : ", ")
                .append(c.phrase())
                .append(" with ")
                .append(c.settings().get("mode"))
                .append(on(c, "barrier") || on(c, "readBarrier") ? " and a barrier" : ""));
    if (!text.isEmpty()) {
      said.add(text.append(".").toString());
    }
  }

  private static boolean on(Findings.Counted counted, String control) {
    return "on".equals(counted.settings().get(control));
  }
}
