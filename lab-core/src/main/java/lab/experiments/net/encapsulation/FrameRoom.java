package lab.experiments.net.encapsulation;

import java.util.List;
import lab.net.frame.Peel;
import lab.net.frame.Peeled;
import lab.room.NoEvidence;
import lab.room.Opened;
import lab.room.Room;
import lab.room.Scene;

/** The room as it is for a packet of somebody's capture: nothing to set, layers to peel. */
final class FrameRoom {
  private FrameRoom() {}

  static Room of(Opened opened) {
    Peeled peeled = Peel.asFarAsItGoes(opened.packet().data(), opened.link());
    FrameMachine machine = new FrameMachine(peeled);
    return Room.at("net/encapsulation")
        .title("A captured packet")
        .question(question(opened))
        .hazard(FrameMachine.RIGHT, "something is wrong with it")
        .scene(settings -> Scene.of(machine, new FramePicture(peeled)::of))
        .world(settings -> "one packet")
        .evidence(
            () -> List.of(new NoEvidence(FrameMachine.RIGHT, "the packet itself is looked at")))
        .sentence((found, models) -> "")
        .build();
  }

  private static String question(Opened opened) {
    int kept = opened.packet().data().length();
    String bytes =
        opened.packet().cut()
            ? "the " + kept + " bytes that were kept of " + opened.packet().originalLength()
            : Count.of(kept, "byte");
    return "What is in packet "
        + opened.number()
        + " ("
        + bytes
        + ", "
        + opened.link().text()
        + ")?";
  }
}
