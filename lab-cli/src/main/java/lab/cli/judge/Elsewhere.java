package lab.cli.judge;

import java.util.List;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Verdict;
import lab.memorymodel.Architecture;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.ProgramControls;

/**
 * What a row means on x86, on Arm and for the compiler, whichever of them this machine is: made
 * from the models that allow what the claim rules out. Nothing is said of a row in which memory has
 * no part, or whose single accesses nobody looked at.
 */
final class Elsewhere {
  private static final Architecture X86 = Architecture.of("amd64");
  private static final Architecture ARM = Architecture.of("aarch64");

  private Elsewhere() {}

  static Optional<Verdict.Means> of(ModelAnswer model, HostResult.Outcomes row) {
    List<String> allowing = allowing(row);
    String mode =
        row.settings()
            .getOrDefault(
                ProgramControls.MODE, model.settings().getOrDefault(ProgramControls.MODE, ""));
    boolean whole =
        Grain.OPERATIONS.word().equals(model.settings().get(ProgramControls.GRAIN))
            && allowing.isEmpty();
    // Plain accesses are moved by the compiler too: what a CPU does by itself was asked apart.
    Optional<List<String>> byCpu =
        mode.equals("plain") ? model.reach().byCpu() : Optional.of(allowing);
    return mode.isEmpty()
            || whole
            || byCpu.isEmpty()
            || model.reach().models().size() < MemoryModel.words().size()
        ? Optional.empty()
        : Optional.of(
            new Verdict.Means(
                X86.does(allowing, mode, model.reach().loadBuffers()),
                ARM.does(byCpu.get(), mode, model.reach().loadBuffers()),
                compiler(allowing, mode)));
  }

  /** The models that allow one of the outcomes that violate the claim. */
  static List<String> allowing(HostResult.Outcomes result) {
    return MemoryModel.words().stream()
        .filter(model ->
            result.outcomes().stream()
                .anyMatch(c -> c.violates(result.claim()) && c.allowed().contains(model)))
        .toList();
  }

  /**
   * What HotSpot's compilers do with accesses of a mode. Opaque: C2 puts a barrier against its own
   * reordering around each, see {@code needs_cpu_membar} in its {@code barrierSetC2.cpp}.
   */
  private static String compiler(List<String> allowing, String mode) {
    if (allowing.contains(MemoryModel.SC.word())) {
      return "has no part in it";
    }
    return switch (mode) {
      case "plain" ->
          "may move and merge plain accesses"
              + (allowing.isEmpty()
                  ? ", but never into this"
                  : allowing.contains(MemoryModel.TSO.word()) ? " as well" : ", and so show it");
      case "opaque" -> "keeps opaque accesses in program order (HotSpot's C2)";
      case "acquire-release" -> "moves nothing ahead of an acquire, nothing behind a release";
      default -> "keeps " + mode + " accesses in program order";
    };
  }
}
