package lab.experiments.nic.mmio;

import java.util.List;
import lab.experiments.nic.mmio.Setup.Types;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Models;
import lab.room.NoEvidence;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: posted writes, reads that are not, and the one read too many. */
public final class Mmio {
  private static final Range N =
      Range.of("n", "writes of the sender, and reads of the reader", 1, 16, 5).primary();
  private static final Range READ_TICKS =
      Range.of("readTicks", "ticks of a read, there and back", 1, 12, 6).primary().unit("ticks");
  private static final Choice<Boolean> STRAY_READ =
      Choice.toggle("strayRead", "the sender learns the end from a register, or from host memory")
          .byDefault("on")
          .primary();
  private static final Range CREDITS =
      Range.of("credits", "packets that may be under way", 1, 8, 8).unit("packets");
  private static final Range DRAIN =
      Range.of("drain", "ticks that the device needs for a packet", 1, 8, 1).unit("ticks");
  private static final Choice<Boolean> ASSUME =
      Choice.toggle("assume", "the sender takes a write that it issued for done");
  private static final Choice<Types> TYPES =
      Choice.of("memory", "memory types of the data's registers and of the doorbell", Types.class)
          .primary();
  private static final Choice<Boolean> FENCE =
      Choice.toggle("fence", "the combining buffer is flushed before the doorbell")
          .follows("memory", "uc", "off", "nothing combines, and there is nothing to flush");

  private static final String STORES = "independent stores";
  private static final String LOADS = "independent loads";
  private static final String CHASE = "dependent loads";

  public static final Room ROOM =
      Room.at("nic/mmio")
          .title("MMIO: write or read")
          .question("Why may the fast path write to a device register, but never read one?")
          .controls(N, READ_TICKS, STRAY_READ, CREDITS, DRAIN, ASSUME, TYPES, FENCE)
          .fixed("strayRead=off")
          .hazard(MmioMachine.CORE_RUNS_ON, "one stray read keeps the core waiting for the device,")
          .contrast()
          .scene(Mmio::scene)
          .world(settings -> setup(settings).world())
          .evidence(Mmio::evidence)
          .holds(MmioMachine.BELL_LAST, MmioMachine.DONE_MEANS_ARRIVED, MmioMachine.CREDITS)
          .sentence(Mmio::sentence)
          .build();

  private Mmio() {}

  private static Setup setup(Settings settings) {
    return new Setup(
        settings.get(N),
        settings.get(READ_TICKS),
        settings.get(CREDITS),
        settings.get(DRAIN),
        settings.get(STRAY_READ),
        settings.get(ASSUME),
        settings.get(TYPES),
        settings.get(FENCE));
  }

  private static Scene<?> scene(Settings settings) {
    Setup setup = setup(settings);
    return Scene.of(new MmioMachine(setup), new MmioPicture(setup)::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        new NoEvidence(
            MmioMachine.CORE_RUNS_ON,
            "a device's registers are its driver's: no program of ours may read or write one"),
        Bench.beside(MmioMachine.CORE_RUNS_ON)
            .about("context: accesses to DRAM that do, or do not, wait for one another")
            .score(STORES, "MmioBench.independentStores")
            .score(LOADS, "MmioBench.independentLoads")
            .score(CHASE, "MmioBench.dependentLoads")
            .analogue("no evidence: in DRAM dependence costs, not direction; no PCIe in it"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(MmioMachine.WRITES_BEAT_READS);
    return Saying.that(
            "Model: %d writes take %d ticks, %1$d reads %d (%d×); with a stray read the core"
                + " waits for the device after %s.",
            N.defaultNumber(),
            costs.a(),
            costs.b(),
            costs.b() / costs.a(),
            models.steps(MmioMachine.CORE_RUNS_ON, ""))
        .and(
            " Context, not evidence: in this machine's DRAM a store that nobody waits for takes %s"
                + " ns, such a load %s ns, a load that waits for the one before %s ns: dependence"
                + " costs, not direction.",
            found.score(STORES, 1), found.score(LOADS, 1), found.score(CHASE, 1))
        .text();
  }
}
