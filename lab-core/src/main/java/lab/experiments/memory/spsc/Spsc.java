package lab.experiments.memory.spsc;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramState;
import lab.room.Choice;
import lab.room.Findings;
import lab.room.Models;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a ring between one producer and one consumer. */
public final class Spsc {
  private static final Choice<String> MODE =
      ProgramControls.mode(
              "access mode of the ring's slots and indices; acquire-release is as shipped", "plain")
          .primary();
  private static final Choice<Integer> CAPACITY =
      Choice.of("cap", "slots of the ring", "2", 2).or("4", 4).or("8", 8).primary();
  private static final Choice<MemoryModel> MODEL = ProgramControls.model().primary();
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.ACCESSES);

  public static final Room ROOM =
      Room.at("memory/spsc")
          .title("The single-producer ring")
          .question("Can a ring hand over a message that has not been written yet?")
          .controls(MODE, CAPACITY, MODEL, GRAIN)
          .fixed("mode=acquire-release")
          .hazard(SpscProgram.UNWRITTEN, "an unwritten message is handed over")
          // Out of order is what comes out once a message has been overwritten a lap later: with
          // cap=4 it breaks too.
          .holds(SpscProgram.FIFO)
          .scene(Spsc::scene)
          .world(Spsc::world)
          .evidence(SpscEvidence::all)
          .structures(RingStructures::all)
          .sentence(Spsc::sentence)
          .build();

  private Spsc() {}

  private static Scene<?> scene(Settings settings) {
    SpscMachine machine = new SpscMachine(settings.get(CAPACITY), ProgramControls.of(settings));
    Scene<ProgramState> all = Scene.ofProgramWithMemory(machine, new SpscPicture(machine)::of);
    return new Scene<>(machine, s -> SpscPicture.read(all.drawn().apply(s)));
  }

  private static String world(Settings settings) {
    int slots = settings.get(CAPACITY);
    return "a ring of %d slots, one producer, one consumer and %d messages, too few for indices that wrap"
        .formatted(slots, SpscMachine.messages(slots));
  }

  private static String sentence(Findings found, Models models) {
    String claim = SpscProgram.UNWRITTEN;
    return Saying.that(
            "A relaxed ring can hand over a message that is not written, in %s",
            models.steps(claim, ""))
        .and("; here %s", found.counts(claim, MODE, ""))
        .and(".")
        .and(" %s million messages/s%s.", perSecond(found, SpscEvidence.OURS), peers(found))
        .text();
  }

  private static Optional<String> peers(Findings found) {
    String all =
        Stream.of(SpscEvidence.JCTOOLS, SpscEvidence.LOCKED)
            .flatMap(peer -> perSecond(found, peer).map(n -> peer + " " + n).stream())
            .collect(Collectors.joining(", "));
    return Optional.of(all.isEmpty() ? "" : "; " + all);
  }

  /** Millions a second, of nanoseconds per message. */
  private static Optional<String> perSecond(Findings found, String label) {
    return found.measured(label).map(m -> Findings.fixed(1_000 / m.median(), 0));
  }
}
