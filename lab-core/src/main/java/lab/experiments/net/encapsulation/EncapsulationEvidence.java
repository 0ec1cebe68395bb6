package lab.experiments.net.encapsulation;

import java.util.List;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Outcome;

/** How the host is asked: its kernel counts bytes, and shows its frames. */
final class EncapsulationEvidence {
  /** What {@code LoopbackBytes} says, by name. */
  static final String SENT = "sent";

  static final String OPTIONS = "options";
  static final String PREDICTED = "predicted";
  static final String COUNTED = "counted";
  static final String CABLE_PREDICTED = "cable, predicted";
  static final String CABLE_COUNTED = "cable, counted";

  private EncapsulationEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Live.of(OnTheWire.COUNTS, "LoopbackBytes")
            .about("messages over connections of our own, and the bytes that the kernel counted")
            .outcomes(
                Outcome.fine("as-predicted", "the kernel counted what was predicted"),
                Outcome.bad("other-bytes", "the kernel counted other bytes"))
            .timed()
            .unseen("only lengths of our own messages were sent"),
        Live.of(OnTheWire.REBUILT, "CapturedHeaders")
            .about("frames of connections of our own, captured and put together from their fields")
            .outcomes(
                Outcome.fine("rebuilt", "the headers are what their fields make"),
                Outcome.bad("other-header", "a header differs from what its fields make"))
            .timed()
            .unseen("only headers that this kernel sends to itself were seen"),
        Live.of(OnTheWire.AS_SENT, "SwappedWords")
            .about("frames with two swapped words, put on a virtual cable of the lab's own")
            .settings("check=none")
            .outcomes(
                Outcome.bad("taken", "the kernel handed the swapped words over"),
                Outcome.fine("refused", "the kernel threw the frame away"))
            .timed()
            .analogue("the lab swaps the words itself, where a router's memory would")
            .unseen("frames on a virtual cable may be looked at in another way"));
  }
}
