package lab.experiments.nic.datapath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;
import lab.memorymodel.ProgramState;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Evidence;
import lab.room.Findings;

/**
 * The machine with one more claim: that the data path makes no garbage.
 *
 * <p>The machine has no heap, so its side of the comparison is how the variants are built: the
 * yardstick makes one object for 16 frames and the data path none. Whether that is so in byte code
 * and machine code, only the host can tell.
 */
record Allocating(Machine<ProgramState> machine) implements Machine<ProgramState> {
  static final String NO_ALLOCATION = "no-allocation";

  private static final String BENCH =
      "lab.bench.nic.datapath.AllocationBench.frames:gc.alloc.rate.norm";
  private static final String SHIPPED = "the data path";
  private static final String YARDSTICK = "a byte a frame";
  private static final String TWIN = "an object a frame";

  /** Bytes allocated for each frame: the data path, the yardstick, and a twin that is far off. */
  static Evidence evidence() {
    return new Bench(
        NO_ALLOCATION,
        List.of(benchmark(SHIPPED, "0"), benchmark(YARDSTICK, "16"), benchmark(TWIN, "1")),
        SHIPPED,
        YARDSTICK,
        Optional.empty());
  }

  private static Benchmark benchmark(String label, String objectEvery) {
    return new Benchmark(label, BENCH, Map.of("objectEvery", objectEvery));
  }

  /** What was measured, in words; empty if it was not. */
  static String sentence(Findings findings) {
    StringBuilder text = new StringBuilder();
    findings
        .measured(SHIPPED)
        .ifPresent(m ->
            text.append(String.format(Locale.ROOT, "%.2f bytes allocated per frame", m.median())));
    findings
        .measured(TWIN)
        .filter(m -> !text.isEmpty())
        .ifPresent(m ->
            text.append(String.format(Locale.ROOT, "; with %s, %.2f are seen", TWIN, m.median())));
    return text.isEmpty() ? "" : text.append(". ").toString();
  }

  @Override
  public ProgramState start() {
    return machine.start();
  }

  @Override
  public void steps(ProgramState state, Steps<ProgramState> out) {
    machine.steps(state, out);
  }

  @Override
  public List<Claim<ProgramState>> claims() {
    List<Claim<ProgramState>> all = new ArrayList<>(machine.claims());
    all.add(
        new Claim.Beats<>(
            NO_ALLOCATION,
            "A frame's way through driver, card and wire to the worker allocates less than a byte.",
            "objects for 16 frames",
            SHIPPED,
            YARDSTICK,
            () -> new Claim.Costs(0, 1, Schedule.parse(""))));
    return all;
  }

  @Override
  public Optional<Codec<ProgramState>> codec() {
    return machine.codec();
  }
}
