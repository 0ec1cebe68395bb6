package lab.experiments.nic.mmio;

import java.util.List;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Models;
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
  private static final Choice<Boolean> COMBINE =
      Choice.toggle("combine", "all writes but the doorbell are write-combining");
  private static final Choice<Boolean> FENCE =
      Choice.toggle("fence", "the combining buffer is flushed before the doorbell");

  private static final String STORES = "independent stores";
  private static final String LOADS = "dependent loads";

  public static final Room ROOM =
      Room.at("nic/mmio")
          .title("MMIO: write or read")
          .question("Why may the fast path write to a device register, but never read one?")
          .controls(N, READ_TICKS, STRAY_READ, CREDITS, DRAIN, ASSUME, COMBINE, FENCE)
          .fixed("strayRead=off")
          .hazard(MmioMachine.READ_IS_CHEAP, "one stray read stalls longer than all writes,")
          .contrast()
          .scene(Mmio::scene)
          .evidence(Mmio::evidence)
          .holds(MmioMachine.BELL_LAST, MmioMachine.DONE_MEANS_ARRIVED, MmioMachine.CREDITS)
          .sentence(Mmio::sentence)
          .build();

  private Mmio() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup =
        new Setup(
            settings.get(N),
            settings.get(READ_TICKS),
            settings.get(CREDITS),
            settings.get(DRAIN),
            settings.get(STRAY_READ),
            settings.get(ASSUME),
            settings.get(COMBINE),
            settings.get(FENCE));
    return Scene.of(new MmioMachine(setup), new MmioPicture(setup)::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        Bench.of(MmioMachine.WRITES_BEAT_READS, STORES, LOADS)
            .score(STORES, "MmioBench.independentStores")
            .score(LOADS, "MmioBench.dependentLoads")
            .score("independent loads", "MmioBench.independentLoads")
            .analogue(
                "stores that nobody waits for, and loads of which each needs the one before, in"
                    + " DRAM: no PCIe in it"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(MmioMachine.WRITES_BEAT_READS);
    return Saying.that(
            "Model: %d writes %d, %1$d reads %d ticks (%d×).",
            N.defaultNumber(), costs.a(), costs.b(), costs.b() / costs.a())
        .and(
            " Here an independent store costs %s ns, a dependent load %s ns: %s× (an analogue in"
                + " DRAM).",
            found.score(STORES, 1), found.score(LOADS, 1), found.times(LOADS, STORES, 1))
        .text();
  }
}
