package lab.experiments.nic.mmio;

import java.util.List;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Models;
import lab.room.NoEvidence;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: posted writes, reads that are not, and the one read too many. */
public final class Mmio {
  private static final String STORES = "independent stores";
  private static final String LOADS = "independent loads";
  private static final String CHASE = "dependent loads";

  public static final Room ROOM =
      Room.at("nic/mmio")
          .title("MMIO: write or read")
          .question("Why may the fast path write to a device register, but never read one?")
          .controls(
              Setup.N,
              Setup.READ_TICKS,
              Setup.STRAY_READ,
              Setup.CREDITS,
              Setup.DRAIN,
              Setup.ASSUME,
              Setup.TYPES,
              Setup.FENCE)
          .fixed("strayRead=off")
          .hazard(MmioMachine.CORE_RUNS_ON, "one stray read keeps the core waiting for the device,")
          .contrast()
          .scene(Mmio::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(Mmio::evidence)
          .holds(MmioMachine.BELL_LAST, MmioMachine.DONE_MEANS_ARRIVED, MmioMachine.CREDITS)
          .sentence(Mmio::sentence)
          .build();

  private Mmio() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
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
            .analogue(
                "context and no evidence: it shows what dependence costs in DRAM, not what a"
                    + " register does"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(MmioMachine.WRITES_BEAT_READS);
    return Saying.that(
            "Model: %d writes take %d ticks, %1$d reads %d (%d×); with a stray read the core"
                + " waits for the device after %s.",
            Setup.N.defaultNumber(),
            costs.a(),
            costs.b(),
            costs.b() / costs.a(),
            models.steps(MmioMachine.CORE_RUNS_ON, ""))
        .and(
            " Context, not evidence: in this machine's DRAM a store that nobody waits for takes %s"
                + " ns, such a load %s ns, a load that waits for the one before %s ns: what"
                + " dependence costs, and nothing of registers.",
            found.score(STORES, 1), found.score(LOADS, 1), found.score(CHASE, 1))
        .text();
  }
}
