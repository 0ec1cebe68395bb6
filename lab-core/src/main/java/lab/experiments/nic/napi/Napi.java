package lab.experiments.nic.napi;

import lab.experiments.nic.napi.NapiProgram.Irq;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

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
  static final Choice<String> MODE =
      ProgramControls.mode(
          "access mode of the kernel, where the grain is accesses", "acquire-release");

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
          .evidence(NapiEvidence::all)
          .world(Napi::world)
          .sentence(NapiEvidence::sentence)
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
    return Scene.ofProgramWithMemory(machine, new NapiPicture(machine, setup)::of);
  }

  private static String world(Settings settings) {
    int packets = settings.get(PACKETS);
    return "one NIC with one queue, a kernel on one CPU, a burst of %s and a budget of %d"
        .formatted(packets == 1 ? "1 packet" : packets + " packets", settings.get(BUDGET));
  }
}
