package lab.experiments.cpu.cache;

import lab.room.NamedSettings;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: which level has the line, and what a load costs by it. */
public final class Cache {
  /** The page's cycles, and caches that a person can fill. */
  static final String SEED =
      "l1sets=2 l1ways=2 l1cycles=1 l2sets=4 l2ways=2 l2cycles=4 l2holds=nine l3sets=8 l3ways=2"
          + " l3cycles=12 l3holds=nine dram=100 lines=3 stride=2";

  /** AMD's Zen 4 as facts and data sheets have it; its L3 takes what the L2 evicts. */
  static final String ZEN4 =
      "l1sets=64 l1ways=8 l1cycles=4 l2sets=2048 l2ways=8 l2cycles=14 l2holds=inclusive"
          + " l3sets=32768 l3ways=16 l3cycles=50 l3holds=exclusive dram=340 lines=9 stride=64";

  public static final Room ROOM =
      Room.at("cpu/cache")
          .title("Cache hierarchy")
          .question("What does a load cost, and which level decides it?")
          .controls(CacheControls.all())
          .fixed("stride=1")
          .preset("seed", "the page's cycles, and caches small enough to fill by hand", SEED)
          .preset("zen4", "AMD's Zen 4, and a line more than a set of its L1 has ways", ZEN4)
          .preset(
              new NamedSettings(
                  "host",
                  "this machine's sizes where it tells them, its times where they were measured and"
                      + " else Zen 4's; no system tells what a level holds, so each is nine",
                  measured -> HostPreset.changes(HostCaches.ofThisMachine(), measured)))
          .hazard(CacheMachine.STAYS, "a line is pushed out of a cache that has room,")
          .holds(CacheMachine.NEAREST)
          .contrast()
          .scene(Cache::scene)
          .world(Cache::world)
          .evidence(CacheEvidence::all)
          .sentence(CacheEvidence::sentence)
          .build();

  private Cache() {}

  private static Scene<?> scene(Settings settings) {
    CacheMachine machine = new CacheMachine(CacheControls.setup(settings));
    return Scene.of(machine, new CachePicture(machine)::of);
  }

  private static String world(Settings settings) {
    Setup setup = CacheControls.setup(settings);
    return "one core, %d lines %d apart, three levels of %d, %d and %d lines, and %s"
        .formatted(
            setup.lines(),
            setup.stride(),
            setup.hierarchy().geometry(0).lines(),
            setup.hierarchy().geometry(1).lines(),
            setup.hierarchy().geometry(2).lines(),
            setup.why() ? "no hand" : "a hand on line 0");
  }
}
