package lab.experiments.memory.rcu;

import java.util.List;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.experiments.memory.rcu.RcuProgram.Pin;
import lab.experiments.memory.rcu.RcuProgram.Setup;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.room.Choice;
import lab.room.Findings;
import lab.room.Models;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Structure;

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
      Range.of("reads", "of the last reader in its section: a slow one has more", 1, 4, 1);
  private static final Range NODES =
      Range.of("nodes", "how many the writer unlinks; 2 can be held back", 1, 3, 1);
  private static final Choice<Boolean> STALL =
      Choice.toggle("stall", "whether the last reader never leaves");
  private static final Choice<String> MODE =
      ProgramControls.mode(
          "access mode of all but the fences; acquire-release is as shipped", "acquire-release");
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.ACCESSES);

  public static final Room ROOM =
      Room.at("memory/rcu")
          .title("The grace period")
          .question("When may memory be freed that somebody may still be reading?")
          .controls(FREE, PIN, READERS, READS, NODES, STALL, MODE, MODEL, GRAIN)
          .fixed("free=" + GRACE)
          .hazard(RcuMachine.HELD_FREED, "a reader holds freed memory")
          .contrast(FREE, PIN)
          .scene(Rcu::scene)
          .evidence(HostTests::all)
          .structures(Rcu::structures)
          .holds(RcuMachine.BOUNDED, RcuMachine.FREED_AT_LAST)
          .sentence(Rcu::sentence)
          .build();

  private Rcu() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup =
        new Setup(
            settings.get(FREE),
            settings.get(PIN),
            settings.get(READERS),
            settings.get(READS),
            settings.get(NODES),
            settings.get(STALL));
    RcuMachine machine = new RcuMachine(setup, ProgramControls.of(settings));
    return Scene.ofProgramWithMemory(machine, new RcuPicture(machine.rcu())::of);
  }

  /** One program of two classes: what is labelled in it is the one class's or the other's. */
  private static List<Structure> structures() {
    return List.of(
        structure("epoch reader", EpochReader.class, "R"),
        structure("epoch domain", EpochDomain.class, "W"));
  }

  private static Structure structure(String name, Class<?> shipped, String labels) {
    RcuProgram rcu =
        new RcuProgram(
            new Setup(true, Pin.FULL, 1, 1, 2, false),
            new ProgramSetup(MemoryModel.JAVA, Grain.ACCESSES, Modes.SHIPPED),
            labels);
    return new Structure(name, shipped, rcu.program(), RcuMachine.claims(rcu));
  }

  private static String sentence(Findings found, Models models) {
    String claim = RcuProgram.READS_FREED;
    return Saying.that(
            "Freed at once, a held node is gone in %s",
            models.steps(RcuMachine.HELD_FREED, "grain=operations"))
        .and("; here %s reads found poison", found.count(claim, "free=now pin=full"))
        .and(".")
        .and(" After a grace period: %s.", found.counts(claim, PIN, "free=" + GRACE))
        .and(" Longest grace period: %s.", found.value("longest grace period"))
        .and(
            " A pin makes a read of %s ns/op one of %s.",
            found.score("plain read", 1), found.score("pin, writer's fence", 1))
        .text();
  }
}
