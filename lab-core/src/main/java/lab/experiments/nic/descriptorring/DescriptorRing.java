package lab.experiments.nic.descriptorring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import lab.experiments.nic.descriptorring.Setup.Fault;
import lab.input.BadInput;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Predictions;
import lab.room.ProgramControls;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: a ring of descriptors between a driver and a NIC, in both directions. */
public final class DescriptorRing implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice("dir", "direction: frames go out, or come in", "tx", "tx", "rx"),
          Control.choice("slots", "slots of the ring", "8", "2", "4", "8"),
          Control.number("frames", "frames; 2 at most where steps are accesses", 1, 12, 4),
          Control.choice(
              "family", "a head and a tail, or an OWN bit in each slot", "index", "index", "own"),
          Control.choice("barrier", "descriptor visible before the doorbell", "off", "off", "on"),
          Control.choice("readBarrier", "payload read after DD was seen", "off", "off", "on"),
          Control.choice(
              "fault",
              "what the driver does wrong",
              "none",
              "none",
              "post-all",
              "no-rs",
              "reuse-early",
              "no-refill",
              "dd-kept"),
          ProgramControls.grain("operations"),
          ProgramControls.model(),
          ProgramControls.mode(
              "access mode of doorbell and DD, where the grain is accesses", "opaque"));

  public static final Room ROOM = new DescriptorRing().room();

  @Override
  public String address() {
    return "nic/descriptor-ring";
  }

  @Override
  public String title() {
    return "The descriptor ring";
  }

  @Override
  public String question() {
    return "Can a NIC read a descriptor that its driver has not finished writing?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    Settings settings = CONTROLS.with(CONTROLS.defaults(), "barrier", "on");
    settings = CONTROLS.with(settings, "readBarrier", "on");
    return CONTROLS.with(settings, "grain", "accesses");
  }

  @Override
  public Scene<ProgramState> scene(Settings settings) {
    ProgramSetup asked = ProgramControls.of(settings);
    Setup setup =
        new Setup(
            settings.is("dir", "tx"),
            settings.number("slots"),
            settings.number("frames"),
            settings.is("family", "own"),
            settings.is("barrier", "on"),
            settings.is("readBarrier", "on"),
            Fault.valueOf(settings.get("fault").replace('-', '_').toUpperCase(Locale.ROOT)),
            asked.grain(),
            asked.mode());
    check(setup, settings.get("fault"));
    RingMachine machine = new RingMachine(setup, asked.model());
    RingPicture picture = new RingPicture(setup);
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), asked.model());
    return new Scene<>(
        machine, asked.whole() ? picture::of : s -> both(picture.of(s), code.apply(s)));
  }

  private static void check(Setup setup, String fault) {
    String needs =
        switch (setup.fault()) {
          case NONE -> "";
          case POST_ALL -> setup.own() ? "family=index: an OWN ring may be full" : "";
          case NO_RS, REUSE_EARLY -> setup.transmit() ? "" : "dir=tx";
          case NO_REFILL -> setup.transmit() ? "dir=rx" : "";
          case DD_KEPT -> setup.transmit() || setup.own() ? "dir=rx and family=index" : "";
        };
    if (setup.fault() != Fault.NONE && !setup.whole()) {
      needs = "grain=operations";
    }
    boolean round = setup.fault() == Fault.REUSE_EARLY || setup.fault() == Fault.DD_KEPT;
    int least = setup.slots() + (round ? 1 : 0);
    boolean any = setup.fault() == Fault.NONE || setup.fault() == Fault.NO_RS;
    if (needs.isEmpty() && !any && setup.frames() < least) {
      needs = "frames >= %d with slots=%d (got %d)".formatted(least, setup.slots(), setup.frames());
    }
    if (!needs.isEmpty()) {
      throw new BadInput("fault=%s needs %s".formatted(fault, needs));
    }
  }

  private static Stage both(Stage first, Stage second) {
    List<Piece> pieces = new ArrayList<>(first.pieces());
    pieces.addAll(second.pieces());
    return new Stage(pieces);
  }

  @Override
  public List<Evidence> evidence() {
    return RingEvidence.all();
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            RingMachine.WHOLE_DESCRIPTOR, "breaks",
            RingMachine.FREE_SLOT, "safe",
            RingMachine.RIGHT_BYTES, "breaks",
            RingMachine.REAPED, "breaks",
            RingMachine.ALL_DONE, "reached"),
        Map.of(
            RingMachine.WHOLE_DESCRIPTOR, "safe",
            RingMachine.FREE_SLOT, "safe",
            RingMachine.RIGHT_BYTES, "safe",
            RingMachine.REAPED, "safe",
            RingMachine.ALL_DONE, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of("dir", "family", "barrier", "readBarrier", "fault", "frames", "grain", "mode");
  }

  @Override
  public String sentence(Findings findings) {
    return RingEvidence.sentence(findings);
  }
}
