package lab.experiments.memory.reordering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.catalog.Evidence;
import lab.catalog.Evidence.HostOutcome;
import lab.catalog.Evidence.StressTest;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.litmus.stress.Outcome;
import lab.memorymodel.litmus.stress.Outcomes;
import lab.memorymodel.litmus.stress.StressCase;

/** The generated jcstress tests as evidence. */
final class HostTests {
  private HostTests() {}

  static List<Evidence> all() {
    return List.of(
        new Evidence.Stress(
            Reordering.STALE,
            StressCase.all().stream().map(c -> test(c, c.shape(), Outcomes::of)).toList(),
            Optional.empty()),
        new Evidence.Stress(
            Reordering.SPIN_ENDS,
            StressCase.spins().stream().map(c -> test(c, "MP", Outcomes::ofSpin)).toList(),
            Optional.empty()));
  }

  /** The models are asked only when somebody wants to know: listing the tests costs nothing. */
  private static StressTest test(
      StressCase stress, String shape, Function<StressCase, List<Outcome>> outcomes) {
    return StressTest.of(
        stress.className(),
        Map.of("shape", shape, "mode", stress.mode()),
        () -> outcomes.apply(stress).stream().map(HostTests::outcome).toList());
  }

  private static HostOutcome outcome(Outcome o) {
    List<String> allowed = o.allowed().stream().map(MemoryModel::word).toList();
    return new HostOutcome(o.id(), o.meaning(), o.weak(), allowed);
  }
}
