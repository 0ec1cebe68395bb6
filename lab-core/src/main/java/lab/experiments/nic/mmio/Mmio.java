package lab.experiments.nic.mmio;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.experiments.nic.mmio.MmioMachine.Setup;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: posted writes, reads that are not, and the one read too many. */
public final class Mmio implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.number("n", "writes of the sender, and reads of the reader", 1, 16, 5),
          Control.number("readTicks", "ticks of a read, there and back", 1, 12, 6),
          Control.choice(
              "strayRead",
              "the sender learns the end from a register, or from host memory",
              "on",
              "off",
              "on"),
          Control.number("credits", "packets that may be under way", 1, 8, 8),
          Control.number("drain", "ticks that the device needs for a packet", 1, 8, 1),
          Control.choice(
              "assume", "the sender takes a write that it issued for done", "off", "off", "on"),
          Control.choice(
              "combine", "all writes but the doorbell are write-combining", "off", "off", "on"),
          Control.choice(
              "fence", "the combining buffer is flushed before the doorbell", "off", "off", "on"));

  private static final String BENCH = "lab.bench.nic.mmio.MmioBench.";
  private static final String ANALOGUE =
      "stores that nobody waits for, and loads of which each needs the one before, in DRAM: no"
          + " PCIe in it";
  private static final String STORES = "independent stores";
  private static final String LOADS = "dependent loads";

  public static final Room ROOM = new Mmio().room();

  @Override
  public String address() {
    return "nic/mmio";
  }

  @Override
  public String title() {
    return "MMIO: write or read";
  }

  @Override
  public String question() {
    return "Why may the fast path write to a device register, but never read one?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "strayRead", "off");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    MmioMachine machine = machine(settings);
    return new Scene<>(machine, new MmioPicture(machine)::of);
  }

  private static MmioMachine machine(Settings settings) {
    return new MmioMachine(
        new Setup(
            settings.number("n"),
            settings.number("readTicks"),
            settings.number("credits"),
            settings.number("drain"),
            settings.is("strayRead", "on"),
            settings.is("assume", "on"),
            settings.is("combine", "on"),
            settings.is("fence", "on")));
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Bench(
            MmioMachine.WRITES_BEAT_READS,
            List.of(
                benchmark(STORES, "independentStores"),
                benchmark(LOADS, "dependentLoads"),
                benchmark("independent loads", "independentLoads")),
            STORES,
            LOADS,
            Optional.of(ANALOGUE)));
  }

  private static Benchmark benchmark(String label, String method) {
    return new Benchmark(label, BENCH + method, Map.of());
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            MmioMachine.READ_IS_CHEAP, "breaks",
            MmioMachine.BELL_LAST, "safe",
            MmioMachine.DONE_MEANS_ARRIVED, "safe",
            MmioMachine.CREDITS, "safe",
            MmioMachine.WRITES_BEAT_READS, "safe",
            MmioMachine.FIRE_AND_FORGET, "reached"),
        Map.of(
            MmioMachine.READ_IS_CHEAP, "safe",
            MmioMachine.BELL_LAST, "safe",
            MmioMachine.DONE_MEANS_ARRIVED, "safe",
            MmioMachine.CREDITS, "safe",
            MmioMachine.WRITES_BEAT_READS, "safe",
            MmioMachine.FIRE_AND_FORGET, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of();
  }

  @Override
  public String sentence(Findings findings) {
    Claim.Costs costs =
        machine(CONTROLS.defaults()).claims().stream()
            .filter(c -> c instanceof Claim.Beats<?>)
            .map(c -> ((Claim.Beats<?>) c).costs().get())
            .findFirst()
            .orElseThrow();
    String model =
        "Model: %s writes %d, %1$s reads %d ticks (%d×)."
            .formatted(CONTROLS.defaults().get("n"), costs.a(), costs.b(), costs.b() / costs.a());
    Optional<Findings.Measured> stores = findings.measured(STORES);
    Optional<Findings.Measured> loads = findings.measured(LOADS);
    if (stores.isEmpty() || loads.isEmpty()) {
      return model;
    }
    double a = stores.get().median();
    double b = loads.get().median();
    return String.format(
        Locale.ROOT,
        "%s Here an independent store costs %.1f ns, a dependent load %.1f ns: %.1f× (an analogue"
            + " in DRAM).",
        model,
        a,
        b,
        b / a);
  }
}
