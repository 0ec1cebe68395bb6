package lab.experiments.nic.napi;

import java.util.List;
import lab.experiments.nic.napi.NapiProgram.Irq;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;

/** The room: interrupts that turn into polls, and the packet that comes in between. */
public final class Napi {
  /** Most packets where every access is a step: more take minutes to search. */
  private static final int FEW = 3;

  private static final Range PACKETS =
      Range.of("N", "packets of the burst; at most 3 where steps are accesses", 1, 16, 3).primary();
  private static final Range BUDGET = Range.of("budget", "packets a poll may take", 1, 16, 2);
  private static final Choice<Irq> IRQ =
      Choice.of("irq", "a packet that comes while masked", Irq.class).primary();
  private static final Choice<Boolean> RECHECK =
      Choice.toggle("recheck", "look at the ring after re-arming").primary();
  private static final Choice<Boolean> FENCE =
      Choice.toggle("fence", "full fence between re-arming and the re-check");
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.ACCESSES);
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Choice<String> MODE =
      ProgramControls.mode(
          "access mode of the kernel, where the grain is accesses", "acquire-release");

  private static final List<Outcome> WHO_TELLS =
      List.of(
          Outcome.fine("0, 1", "the re-check finds the packet"),
          Outcome.fine("1, 0", "the device interrupts"),
          Outcome.fine("1, 1", "both"),
          Outcome.bad("0, 0", "nobody will poll the packet"));

  private static final List<Outcome> BURSTS =
      List.of(
          Outcome.fine("polled", "a burst, without help"),
          Outcome.bad("forgotten", "in the ring, and nobody told"));

  public static final Room ROOM =
      Room.at("nic/napi")
          .title("The NAPI poll loop")
          .question(
              "Can a packet that arrives between the last poll and the re-arming be forgotten?")
          .controls(PACKETS, BUDGET, IRQ, RECHECK, FENCE, GRAIN, MODEL, MODE)
          .fixed("recheck=on fence=on")
          .hazard(NapiMachine.POLLED, "a wake-up is lost")
          .contrast(IRQ, RECHECK, FENCE, MODE, GRAIN)
          .scene(Napi::scene)
          .evidence(Napi::evidence)
          .world(Napi::world)
          .sentence(Napi::sentence)
          .build();

  private Napi() {}

  private static Scene<?> scene(Settings settings) {
    boolean recheck = settings.get(RECHECK);
    boolean fence = settings.get(FENCE);
    if (fence && !recheck) {
      throw new BadInput("fence=on stands before the re-check: it needs recheck=on (got off)");
    }
    ProgramSetup asked = ProgramControls.of(settings);
    if (!asked.whole() && settings.get(PACKETS) > FEW) {
      throw new BadInput(
          "N is 1..%d where accesses are steps (got %d): more take minutes to search; add --set"
                  .formatted(FEW, settings.get(PACKETS))
              + " grain=operations");
    }
    NapiProgram.Setup setup =
        new NapiProgram.Setup(
            settings.get(PACKETS), settings.get(BUDGET), settings.get(IRQ), recheck, fence);
    NapiMachine machine = new NapiMachine(setup, asked);
    return Scene.ofProgram(machine, new NapiPicture(machine, setup)::of);
  }

  private static String world(Settings settings) {
    return "a NIC and a kernel on one CPU each, one queue, a burst of %d and a budget of %d"
        .formatted(settings.get(PACKETS), settings.get(BUDGET));
  }

  private static List<Evidence> evidence() {
    return List.of(
        Stress.of(
                NapiMachine.POLLED,
                rearm("Plain", "fence=off mode=plain"),
                rearm("Opaque", "fence=off mode=opaque"),
                rearm("AcquireRelease", "fence=off mode=acquire-release"),
                rearm("Volatile", "fence=off mode=volatile"),
                rearm("FullFence", "fence=on mode=acquire-release"))
            .about("arming and re-check against a packet, in miniature"),
        shipped("irq=edge recheck=off"),
        shipped("irq=clear-late recheck=off"),
        shipped("irq=latched recheck=off"),
        shipped("irq=edge recheck=on"),
        Live.of(NapiMachine.FEWER_INTERRUPTS, "WakeUpsLive")
            .about("signals to a sleeping thread, for each message or only while it sleeps")
            .compares("drain", "per item")
            .timed()
            .analogue("the interrupt is a signal to a thread; one per message is by construction"));
  }

  private static StressTest rearm(String name, String ordering) {
    String settings = "irq=edge recheck=on grain=accesses " + ordering;
    return StressTest.of("RearmStress$" + name, settings, WHO_TELLS);
  }

  /** The shipped loop, whose mask is volatile. */
  private static Live shipped(String settings) {
    return Live.of(NapiMachine.POLLED, "RearmLive")
        .settings(settings + " fence=off mode=volatile grain=accesses")
        .outcomes(BURSTS)
        .timed()
        .about("bursts through the shipped poll loop and the software NIC")
        .analogue("the software NIC's line is a word in memory");
  }

  private static String sentence(Findings found, Models models) {
    String claim = NapiMachine.POLLED;
    return Saying.that("Without a re-check a wake-up is lost in %s.", models.steps(claim, ""))
        .and(" With one, here: %s.", found.counts(claim, MODE, "recheck=on fence=off"))
        .and(" With a full fence as well: %s.", found.count(claim, "fence=on"))
        .and(
            " Draining cut the signals for a million messages from %s to %s.",
            found.score("per item", 0), found.score("drain", 0))
        .text();
  }
}
