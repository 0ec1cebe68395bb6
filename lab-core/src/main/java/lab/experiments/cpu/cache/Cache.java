package lab.experiments.cpu.cache;

import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: which level has the line, and what a load costs by it. */
public final class Cache {
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
    return "one core, %d lines %d apart, three levels of %d, %d and %d lines, and a hand on line 0"
        .formatted(
            setup.lines(),
            setup.stride(),
            setup.hierarchy().geometry(0).lines(),
            setup.hierarchy().geometry(1).lines(),
            setup.hierarchy().geometry(2).lines());
  }
}
