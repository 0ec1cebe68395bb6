package lab.experiments.cpu.batching;

import java.util.List;
import lab.explore.Claim;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: one fixed cost for many items, and the first of them that waits. */
public final class Batching {
  private static final String SEED = "batch=1 arrivals=closed";

  public static final Room ROOM =
      Room.at("cpu/batching")
          .title("Batching")
          .question("How much does a batch spare, and how long does its first item wait for that?")
          .controls(
              Setup.BATCH,
              Setup.SENDS,
              Setup.DEADLINE,
              Setup.COMING,
              Setup.TIMER,
              Setup.GAP,
              Setup.SEED,
              Setup.PER_BATCH,
              Setup.PER_ITEM,
              Setup.WANTED)
          .fixed("send=timer")
          .preset("seed", "the page's: a doorbell for each of 4,096 items", SEED)
          .hazard(BatchMachine.IN_TIME, "the first item of a batch misses its deadline")
          .contrast()
          .scene(Batching::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(BatchingEvidence::all)
          .sentence(Batching::sentence)
          .build();

  private Batching() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    BatchMachine machine = new BatchMachine(setup);
    return Scene.of(machine, new BatchPicture(machine, setup)::of);
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(BatchMachine.BATCH_BEATS_SINGLE);
    return Saying.that(
            "Model: %s items take %s units one by one, %s in batches of %d: %s×; the first of a"
                + " batch misses its deadline after %s.",
            Findings.number(Setup.ITEMS),
            number(costs.b()),
            number(costs.a()),
            Setup.BATCH.defaultNumber(),
            Findings.fixed((double) costs.b() / costs.a(), 1),
            models.steps(BatchMachine.IN_TIME, ""))
        .and(timer())
        .and(BatchingEvidence.sentence(found))
        .text();
  }

  /** The same settings with the repair: which sizes give what is wanted and are never late. */
  private static String timer() {
    Setup fixed = Setup.of(ROOM.fixed());
    List<Integer> meet = new BatchSizes(fixed).meetBoth();
    return " With a timer of "
        + fixed.timer()
        + " it never does, and sizes "
        + meet.getFirst()
        + " to "
        + meet.getLast()
        + " give "
        + fixed.wanted()
        + " % of the plateau as well.";
  }

  private static String number(long units) {
    return Findings.fixed((double) units, 0);
  }
}
