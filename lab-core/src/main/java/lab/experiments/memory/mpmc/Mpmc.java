package lab.experiments.memory.mpmc;

import java.util.List;
import java.util.Optional;
import lab.concurrent.ring.MpmcRing;
import lab.experiments.memory.mpmc.MpmcProgram.Shape;
import lab.explore.Claim;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramState;
import lab.room.Choice;
import lab.room.Findings;
import lab.room.Models;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Structure;

/** The room: two producers reserve slots of one ring, and commit to them later. */
public final class Mpmc {
  private static final Choice<Boolean> RESERVE =
      Choice.of("reserve", "how an index is reserved", "plain", false).or("cas", true).primary();
  private static final Range PRODUCERS =
      Range.of("producers", "how many producers there are", 1, 2, 2).primary();
  private static final Choice<Boolean> STALL =
      Choice.toggle("stall", "whether producer1 may stop for good behind its reservation")
          .primary();
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.OPERATIONS);
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Choice<String> MODE = ProgramControls.mode();

  public static final Room ROOM =
      Room.at("memory/mpmc")
          .title("The ring for many threads")
          .question("Why do two producers need a compare-and-set where one needs none?")
          .controls(RESERVE, PRODUCERS, STALL, GRAIN, MODEL, MODE)
          .fixed("reserve=cas")
          .hazard(MpmcClaims.ONE_SLOT, "a published payload is overwritten")
          .contrast(RESERVE, GRAIN, MODE)
          .scene(Mpmc::scene)
          .world(s -> machine(s).world())
          .evidence(MpmcEvidence::all)
          .structures(Mpmc::structures)
          .holds(MpmcClaims.UNWRITTEN, MpmcClaims.FIFO)
          .sentence(Mpmc::sentence)
          .build();

  private Mpmc() {}

  private static Scene<?> scene(Settings settings) {
    MpmcMachine machine = machine(settings);
    return Scene.ofProgramWithMemory(machine, new MpmcPicture(machine.ring())::of);
  }

  private static MpmcMachine machine(Settings settings) {
    return new MpmcMachine(
        settings.get(RESERVE),
        settings.get(PRODUCERS),
        settings.get(STALL),
        ProgramControls.of(settings));
  }

  private static List<Structure> structures() {
    MpmcProgram ring = new MpmcProgram(Shape.shipped());
    List<Claim<ProgramState>> claims =
        new MpmcClaims(ring).all().stream().filter(c -> !(c instanceof Claim.Reach)).toList();
    return List.of(new Structure("ring", MpmcRing.class, ring.program, claims));
  }

  private static String sentence(Findings found, Models models) {
    String claim = MpmcClaims.ONE_SLOT;
    return Saying.that(
            "A plain increment of the index loses a payload in %s",
            models.steps(claim, "reserve=plain"))
        .and("; here, in miniature, %s", found.count(claim, "reserve=plain"))
        .and(".")
        .and(" With CAS: %s.", found.count(claim, "reserve=cas"))
        .and(" Payloads taken unwritten: %s.", found.counts(MpmcClaims.UNWRITTEN, MODE, ""))
        .and(" Between one producer and one consumer the ring takes %s.", costs(found))
        .text();
  }

  private static Optional<String> costs(Findings found) {
    return found
        .score(MpmcEvidence.MPMC, 1)
        .flatMap(ns ->
            found
                .times(MpmcEvidence.MPMC, MpmcEvidence.SPSC, 1)
                .map(times -> ns + " ns a message, " + times + " times the SPSC ring's"))
        .map(costs ->
            Saying.that("%s", costs)
                .and("; JCTools' takes %s ns", found.score(MpmcEvidence.JCTOOLS, 1))
                .text());
  }
}
