package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.memorymodel.AccessMode;
import lab.memorymodel.MemoryModel;
import lab.room.Outcome;
import lab.room.StressTest;
import lab.room.Weakening;

/**
 * The stress tests of the rings that ship: each in every mode, and a broken twin that does in the
 * wrong order what a compiler or a weaker CPU may reorder. The twin stands for the plain program.
 */
final class ShippedRings {
  /** Both sides of the rings with head and tail, and the registers between them. */
  static final String[] INDEXED = {
    "lab.concurrent.nic.RegisterFile",
    "lab.concurrent.nic.TxRing",
    "lab.concurrent.nic.TxEngine",
    "lab.concurrent.nic.RxRing",
    "lab.concurrent.nic.RxEngine"
  };

  private static final String[] OWNED = {"lab.concurrent.nic.OwnRing"};
  private static final String PACKAGE = "lab.stress.nic.descriptorring.";

  /** Said wherever a twin's number stands: it is not the ring's. */
  private static final String TWIN =
      " (a broken twin: x86-64 has not shown it of the ring that ships, in any mode)";

  private static final String SHIPPED_MODE = "acquire-release";

  private static final List<Outcome> DOORBELL =
      List.of(
          good("-1", "no doorbell yet"),
          good("1", "the whole descriptor, and its frame"),
          bad("0", "the doorbell before descriptor or frame"));
  private static final List<Outcome> REUSE =
      List.of(
          good("0, 1", "not done: the buffer is left alone"),
          good("1, 1", "done: the next frame in the buffer"),
          bad("1, 0", "overwritten while it left"),
          bad("0, 0", "overwritten before it left"));
  private static final List<Outcome> PAYLOAD =
      List.of(
          good("-1", "no frame yet"),
          good("1", "the frame with its bytes"),
          bad("0", "DD, and the buffer as it was"));
  private static final List<Outcome> OWN =
      List.of(
          good("-1", "the slot is the other side's"),
          good("1", "its own, and all that goes with it"),
          bad("0", "its own, and not yet all that goes with it"));

  private ShippedRings() {}

  /** Of claim {@link RingMachine#WHOLE_DESCRIPTOR}. */
  static List<StressTest> doorbell() {
    return inEveryMode("TxRingStress$", "Doorbell", "RungFirst", "tx", DOORBELL);
  }

  /** Of claim {@link RingMachine#RIGHT_BYTES}. */
  static List<StressTest> bytes() {
    List<StressTest> all = new ArrayList<>();
    all.addAll(inEveryMode("TxRingStress$", "Completion", "ReusedFirst", "tx", REUSE));
    all.addAll(inEveryMode("RxRingStress$", "Payload", "DoneFirst", "rx", PAYLOAD));
    all.addAll(inEveryMode("OwnRingStress$", "ToDevice", "PostedFirst", "tx", OWN));
    all.addAll(inEveryMode("OwnRingStress$", "ToHost", "GivenFirst", "rx", OWN));
    return all;
  }

  private static List<StressTest> inEveryMode(
      String tests, String name, String twin, String direction, List<Outcome> outcomes) {
    boolean own = tests.startsWith("Own");
    List<StressTest> all = new ArrayList<>();
    all.add(test(tests + twin, row(direction, own, "plain"), outcomes, TWIN));
    for (String mode : AccessMode.WORDS) {
      StressTest shipped = test(tests + name, row(direction, own, mode), outcomes, "");
      all.add(
          mode.equals(SHIPPED_MODE)
              ? shipped
              : shipped.weakened(Weakening.mode(mode, own ? OWNED : INDEXED)));
    }
    return all;
  }

  /** What is bad is allowed by Java alone, and where nothing orders it. */
  private static StressTest test(
      String name, Map<String, String> row, List<Outcome> outcomes, String remark) {
    List<String> allowed =
        AccessMode.isRelaxed(row.get("mode")) ? List.of(MemoryModel.JAVA.word()) : List.of();
    return new StressTest(
        PACKAGE + name,
        row,
        outcomes.stream()
            .map(o -> o.violation() ? Outcome.typed(o.id(), o.words() + remark, true, allowed) : o)
            .toList());
  }

  private static Map<String, String> row(String direction, boolean own, String mode) {
    Map<String, String> settings = new TreeMap<>(RingEvidence.accesses(direction, "off", mode));
    settings.put("family", own ? "own" : "index");
    return settings;
  }

  private static Outcome good(String id, String meaning) {
    return Outcome.typed(id, meaning, false, MemoryModel.words());
  }

  private static Outcome bad(String id, String meaning) {
    return Outcome.typed(id, meaning, true, List.of());
  }
}
