package lab.experiments.nic.descriptorring;

import lab.experiments.nic.descriptorring.Setup.Fault;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a ring of descriptors between a driver and a NIC, in both directions. */
public final class DescriptorRing {
  private static final Choice<Boolean> DIR =
      Choice.of("dir", "direction: frames go out, or come in", "tx", true)
          .or("rx", false)
          .primary();
  private static final Choice<Integer> SLOTS =
      Choice.of("slots", "slots of the ring", "2", 2).or("4", 4).or("8", 8).byDefault("8");
  private static final Range FRAMES =
      Range.of("frames", "frames; at most 4 where steps are accesses", 1, 12, 1);
  private static final Choice<Boolean> FAMILY =
      Choice.of("family", "a head and a tail, or an OWN bit in each slot", "index", false)
          .or("own", true);
  private static final Choice<Boolean> BARRIER =
      Choice.toggle("barrier", "descriptor visible before the doorbell").primary();
  private static final Choice<Boolean> READ_BARRIER =
      Choice.toggle("readBarrier", "payload read after DD was seen").primary();
  static final Choice<Fault> FAULT = Choice.of("fault", "what the driver does wrong", Fault.class);
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.ACCESSES);
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  static final Choice<String> MODE =
      ProgramControls.mode("access mode of doorbell and DD, where the grain is accesses", "opaque");

  public static final Room ROOM =
      Room.at("nic/descriptor-ring")
          .title("The descriptor ring")
          .question("Can a NIC read a descriptor that its driver has not finished writing?")
          .controls(DIR, SLOTS, FRAMES, FAMILY, BARRIER, READ_BARRIER, FAULT, GRAIN, MODEL, MODE)
          .fixed("barrier=on readBarrier=on")
          .hazard(RingMachine.WHOLE_DESCRIPTOR, "an unfinished descriptor is fetched")
          .contrast(DIR, FAMILY, BARRIER, READ_BARRIER, FAULT, FRAMES, GRAIN, MODE)
          .scene(DescriptorRing::scene)
          .evidence(RingEvidence::all)
          .world(DescriptorRing::world)
          .sentence(RingEvidence::sentence)
          .build();

  private DescriptorRing() {}

  private static String world(Settings settings) {
    int frames = settings.get(FRAMES);
    return "one driver and one NIC, a ring of %d slots, %s%s"
        .formatted(
            settings.get(SLOTS),
            frames == 1 ? "1 frame" : frames + " frames",
            ProgramControls.of(settings).whole() ? "" : ", no slot used twice");
  }

  private static Scene<?> scene(Settings settings) {
    Setup setup =
        new Setup(
            settings.get(DIR),
            settings.get(SLOTS),
            settings.get(FRAMES),
            settings.get(FAMILY),
            settings.get(BARRIER),
            settings.get(READ_BARRIER),
            settings.get(FAULT),
            ProgramControls.of(settings));
    setup
        .clash()
        .ifPresent(why -> {
          throw new BadInput(why);
        });
    RingMachine machine = RingMachine.of(setup);
    return Scene.ofProgramWithMemory(machine, new RingPicture(setup, machine)::of);
  }
}
