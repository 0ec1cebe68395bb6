package lab.experiments.nic.cutthrough;

import java.util.List;
import lab.experiments.nic.cutthrough.Setup.Fallback;
import lab.experiments.nic.cutthrough.Setup.Forwarding;
import lab.explore.Claim;
import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a frame that is on the wire before it has arrived. */
public final class CutThrough {
  private static final Choice<Forwarding> FORWARDING =
      Choice.of(
              "forwarding", "the NIC waits for the whole frame, or begins before", Forwarding.class)
          .byDefault("cut-through")
          .primary();
  private static final Range CHUNKS = Range.of("chunks", "chunks of the frame", 1, 14, 14);
  private static final Range PCIE_RATE =
      Range.of("pcieRate", "chunks a tick from the core to the NIC", 1, 2, 1);
  private static final Range WIRE_RATE =
      Range.of("wireRate", "chunks a tick from the NIC to the wire", 1, 2, 2).primary();
  private static final Range START_AFTER =
      Range.of("startAfter", "chunks after which cut-through begins", 1, 14, 1)
          .primary()
          .unit("chunks");
  private static final Range STALL =
      Range.of("stall", "ticks for which the core may be away, once", 0, 8, 0).unit("ticks");
  private static final Choice<Fallback> FALLBACK =
      Choice.of(
          "fallback",
          "the fallback descriptor: posted, forgotten, or never dropped",
          Fallback.class);

  private static final String STREAMING = "first byte, streaming";
  private static final String STORING = "first byte, storing";

  public static final Room ROOM =
      Room.at("nic/cut-through")
          .title("Cut-through (CTPIO)")
          .question("May a NIC begin to send a frame that it does not have yet?")
          .controls(FORWARDING, CHUNKS, PCIE_RATE, WIRE_RATE, START_AFTER, STALL, FALLBACK)
          // Half the frame: what the formula asks for if the wire is twice as fast.
          .fixed("startAfter=7")
          .hazard(CutThroughMachine.NEVER_DRY, "the wire runs dry in mid-frame")
          .contrast()
          .scene(CutThrough::scene)
          .world(settings -> setup(settings).world())
          .evidence(CutThrough::evidence)
          .holds(CutThroughMachine.NEVER_LOST, CutThroughMachine.NO_TWO_COPIES)
          .sentence(CutThrough::sentence)
          .build();

  private CutThrough() {}

  private static Setup setup(Settings settings) {
    int chunks = settings.get(CHUNKS);
    int startAfter = settings.get(START_AFTER);
    if (startAfter > chunks) {
      throw new BadInput(
          "startAfter=%d is more than chunks=%d: the NIC would never begin; it is 1..%2$d here"
              .formatted(startAfter, chunks));
    }
    return new Setup(
        settings.get(FORWARDING),
        chunks,
        startAfter,
        settings.get(PCIE_RATE),
        settings.get(WIRE_RATE),
        settings.get(STALL),
        settings.get(FALLBACK));
  }

  private static Scene<?> scene(Settings settings) {
    Setup setup = setup(settings);
    return Scene.of(new CutThroughMachine(setup), new CutThroughPicture(setup)::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        Live.of(CutThroughMachine.FIRST_BIT, "Relay")
            .about("a relay that passes a frame on as it comes, or stores it first")
            .compares(STREAMING, STORING)
            .timed()
            .analogue(
                "a relay between TCP sockets on the loopback, not a NIC between PCIe and a wire"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs bits = models.costs(CutThroughMachine.FIRST_BIT);
    return Saying.that(
            "Model: first bit at tick %d → %d (%s× by clock, %s× by chunks waited).",
            bits.b(),
            bits.a(),
            CutThroughPicture.times(bits.b(), bits.a()),
            CutThroughPicture.times(CHUNKS.defaultNumber(), START_AFTER.defaultNumber()))
        .and(
            " Here the first byte took %s → %s us through a relay on the loopback: %s×.",
            found.score(STORING, 0), found.score(STREAMING, 0), found.times(STORING, STREAMING, 1))
        .text();
  }
}
