package lab.experiments.memory.reordering;

import java.util.List;
import java.util.function.Function;
import lab.memorymodel.litmus.stress.Outcomes;
import lab.memorymodel.litmus.stress.ShapeOutcome;
import lab.memorymodel.litmus.stress.StressCase;
import lab.room.Evidence;
import lab.room.Outcome;
import lab.room.Stress;
import lab.room.StressTest;

/** The generated jcstress tests as evidence. */
final class HostTests {
  private HostTests() {}

  static List<Evidence> all() {
    return List.of(
        Stress.of(
                Reordering.STALE,
                StressCase.all().stream().map(c -> test(c, c.shape(), Outcomes::of)).toList())
            .about("each shape in each access mode, its threads run against each other"),
        Stress.of(
                Reordering.SPIN_ENDS,
                StressCase.spins().stream().map(c -> test(c, "MP", Outcomes::ofSpin)).toList())
            .about("the consumer's wait in each access mode: does it end?"));
  }

  /** The models are asked only when somebody wants to know: listing the tests costs nothing. */
  private static StressTest test(
      StressCase stress, String shape, Function<StressCase, List<ShapeOutcome>> outcomes) {
    return StressTest.of(
        stress.className(),
        "shape=%s mode=%s".formatted(shape, stress.mode()),
        () -> outcomes.apply(stress).stream().map(HostTests::outcome).toList());
  }

  private static Outcome outcome(ShapeOutcome o) {
    return (o.weak() ? Outcome.bad(o.id(), o.meaning()) : Outcome.fine(o.id(), o.meaning()))
        .exactly(o.allowed());
  }
}
