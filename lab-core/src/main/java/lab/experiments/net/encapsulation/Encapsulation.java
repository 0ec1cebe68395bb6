package lab.experiments.net.encapsulation;

import lab.room.Findings;
import lab.room.Models;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Wire;

/** The room: what six layers put around a message, and who notices when one of them is wrong. */
public final class Encapsulation {
  public static final Room ROOM =
      Room.at("net/encapsulation")
          .title("TCP encapsulation")
          .question("What is around a message on the wire, and who notices if it is wrong?")
          .controls(Setup.controls())
          .fixed("mistake=none check=crc")
          .hazard(OnTheWire.AS_SENT, "two swapped words are taken for the message")
          .holds(OnTheWire.COUNTS, OnTheWire.REBUILT)
          .contrast()
          .scene(Encapsulation::scene)
          .world(settings -> Setup.of(settings).world())
          .opens(FrameRoom::of)
          .evidence(EncapsulationEvidence::all)
          .sentence(Encapsulation::sentence)
          .build();

  private Encapsulation() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    EncapsulationMachine machine = new EncapsulationMachine(setup);
    return Scene.of(machine, new EncapsulationPicture(setup)::of)
        .sending(new Wire<>(Receiver.LINK, machine::sent));
  }

  private static String sentence(Findings found, Models models) {
    return Saying.that(
            "In the model two words that a router swaps are taken in %s, a frame above the MTU"
                + " leaves in %s.",
            models.steps(OnTheWire.AS_SENT, ""), models.steps(OnTheWire.FITS, ""))
        .and(
            " Here the kernel took %s frames whose words the lab had swapped.",
            found.count(OnTheWire.AS_SENT, "check=none"))
        .and(
            " Here the kernel sent %s: on the loopback predicted %s bytes each, counted %s.",
            found.value(EncapsulationEvidence.SENT),
            found.value(EncapsulationEvidence.PREDICTED),
            found.value(EncapsulationEvidence.COUNTED))
        .and(
            " On a cable predicted %s, counted %s.",
            found.value(EncapsulationEvidence.CABLE_PREDICTED),
            found.value(EncapsulationEvidence.CABLE_COUNTED))
        .and(" TCP options: %s bytes a segment.", found.value(EncapsulationEvidence.OPTIONS))
        .text();
  }
}
