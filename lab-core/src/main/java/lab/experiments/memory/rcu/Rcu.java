package lab.experiments.memory.rcu;

import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.Findings;
import lab.room.Models;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: readers without locks, and a writer that must not free too early. */
public final class Rcu {
  static final String GRACE = "after-grace-period";

  /** Whether freeing waits for a grace period. */
  private static final Choice<Boolean> FREE =
      Choice.of("free", "when what was unlinked is freed", "now", false).or(GRACE, true).primary();

  private static final Choice<Pin> PIN =
      Choice.of(
              "pin",
              "what orders a pin before the reads: a full fence, the modes, membarrier",
              Pin.class)
          .primary();
  private static final Range READERS = Range.of("readers", "threads that read", 1, 2, 1);
  private static final Range READS =
      Range.of("reads", "how often the last reader reads: a slow one more often", 1, 4, 1);
  private static final Range NODES =
      Range.of("nodes", "how many the writer unlinks; 2 can be held back", 1, 3, 1);
  private static final Choice<Boolean> STALL =
      Choice.toggle("stall", "whether the last reader never leaves");
  private static final Choice<String> MODE = ProgramControls.mode();

  /** In whole operations every pin is as good as another: then the room would hide its subject. */
  private static final Choice<Grain> GRAIN =
      ProgramControls.grain(Grain.OPERATIONS)
          .follows(
              PIN.name(),
              "acquire-release",
              Grain.ACCESSES.word(),
              "whole operations take turns, so what a pin lacks does not show");

  private static final Choice<MemoryModel> MODEL = ProgramControls.model();

  public static final Room ROOM =
      Room.at("memory/rcu")
          .title("The grace period")
          .question("When may memory be freed that somebody may still be reading?")
          .controls(FREE, PIN, READERS, READS, NODES, STALL, MODE, GRAIN, MODEL)
          .fixed("free=" + GRACE)
          .hazard(RcuMachine.HELD_FREED, "a reader holds freed memory")
          .contrast(FREE, PIN, GRAIN)
          .scene(Rcu::scene)
          .world(settings -> setup(settings).world())
          .evidence(HostTests::all)
          .structures(HostTests::structures)
          .holds(RcuMachine.BOUNDED, RcuMachine.FREED_AT_LAST)
          .sentence(Rcu::sentence)
          .build();

  private Rcu() {}

  private static Scene<?> scene(Settings settings) {
    RcuMachine machine = new RcuMachine(setup(settings), ProgramControls.of(settings));
    return Scene.ofProgramWithMemory(machine, new RcuPicture(machine.rcu())::of);
  }

  private static Setup setup(Settings settings) {
    return new Setup(
        settings.get(FREE),
        settings.get(PIN),
        settings.get(READERS),
        settings.get(READS),
        settings.get(NODES),
        settings.get(STALL));
  }

  private static String sentence(Findings found, Models models) {
    String claim = RcuProgram.READS_FREED;
    return Saying.that(
            "Freed at once, a node is gone under its reader in %s",
            models.steps(RcuMachine.HELD_FREED, ""))
        .and("; here %s looks found poison", found.count(claim, "free=now pin=full"))
        .and(".")
        .and(" After a grace period: %s.", found.counts(claim, PIN, "free=" + GRACE))
        .and(" Longest grace period: %s.", found.value("longest grace period"))
        .and(
            " A read of %s ns takes %s with a pin and the writer's fence.",
            found.score("plain read", 1), found.score("pin, writer's fence", 1))
        .text();
  }
}
