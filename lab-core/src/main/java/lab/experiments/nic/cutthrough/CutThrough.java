package lab.experiments.nic.cutthrough;

import java.util.List;
import lab.explore.Claim;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a frame that is on the wire before it has arrived. */
public final class CutThrough {
  private static final String STREAMING = "first byte, streaming";
  private static final String STORING = "first byte, storing";

  public static final Room ROOM =
      Room.at("nic/cut-through")
          .title("Cut-through (CTPIO)")
          .question("May a NIC begin to send a frame that it does not have yet?")
          .controls(
              Setup.FORWARDING,
              Setup.CHUNKS,
              Setup.PCIE_RATE,
              Setup.WIRE_RATE,
              Setup.START_AFTER,
              Setup.STALL,
              Setup.FALLBACK)
          // Half the frame: what the formula asks for if the wire is twice as fast.
          .fixed("startAfter=7")
          .hazard(CutThroughMachine.NEVER_DRY, "the wire runs dry in mid-frame")
          .contrast()
          .scene(CutThrough::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(CutThrough::evidence)
          .holds(CutThroughMachine.NEVER_LOST, CutThroughMachine.NO_TWO_COPIES)
          .sentence(CutThrough::sentence)
          .build();

  private CutThrough() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
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
            FirstBits.times(bits.b(), bits.a()),
            FirstBits.times(Setup.CHUNKS.defaultNumber(), Setup.START_AFTER.defaultNumber()))
        .and(
            " Here the first byte took %s → %s us through a relay on the loopback: %s×.",
            found.score(STORING, 0), found.score(STREAMING, 0), found.times(STORING, STREAMING, 1))
        .text();
  }
}
