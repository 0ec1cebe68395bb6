package lab.experiments.cpu.locality;

import lab.explore.Claim;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: the order in which memory is read. */
public final class Locality {
  public static final Room ROOM =
      Room.at("cpu/locality")
          .title("Cache locality")
          .question("Why does it matter in which order a program reads the same elements?")
          .controls(
              Setup.ORDER,
              Setup.LINES,
              Setup.ROWS,
              Setup.COLUMNS,
              Setup.SEED,
              Setup.STRIDE,
              Setup.BLOCK,
              Setup.HIT,
              Setup.MISS)
          .fixed("order=sequential")
          .preset(
              "seed", "the page's costs: a hit 1 cycle, a miss 100", "hitCycles=1 missCycles=100")
          .preset("zen4", "a Zen 4's L1 and its L2: 4 and 14 cycles", "hitCycles=4 missCycles=14")
          .hazard(LocalityMachine.NONE_TWICE, "a line is fetched a second time")
          .scene(Locality::scene)
          .world(Locality::world)
          .evidence(LocalityEvidence::all)
          .sentence(Locality::sentence)
          .build();

  private Locality() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    LocalityMachine machine = new LocalityMachine(setup);
    return Scene.of(machine, new LocalityPicture(setup, machine)::of);
  }

  private static String world(Settings settings) {
    Setup setup = Setup.of(settings);
    return "%d elements on %d lines, each read once %s, through an empty cache of %d lines"
        .formatted(setup.elements(), setup.linesOfAll(), setup.order().words, setup.lines());
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(LocalityMachine.SEQUENTIAL_WINS);
    Setup random = Setup.of(ROOM.controls().defaults());
    Setup sequential = random.in(Setup.Order.SEQUENTIAL);
    // With what both need, both miss once a line: a test counts either.
    int enough = Math.max(Walk.needs(random), Walk.needs(sequential));
    Saying saying =
        Saying.that(
            "Model: %d cycles in order, %d at random through %d lines; with room for %d both miss"
                + " %d times.",
            costs.a(),
            costs.b(),
            random.lines(),
            enough,
            Walk.misses(random.through(enough), random.elements()));
    LocalityEvidence.say(saying, found);
    return saying.text();
  }
}
