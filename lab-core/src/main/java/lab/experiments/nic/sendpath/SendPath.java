package lab.experiments.nic.sendpath;

import java.util.List;
import lab.experiments.nic.sendpath.SendPathMachine.Checksum;
import lab.experiments.nic.sendpath.SendPathMachine.Pace;
import lab.experiments.nic.sendpath.SendPathMachine.Setup;
import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: nine stages from a call of send to the wire, and three ways to be spared some. */
public final class SendPath {
  private static final Choice<Boolean> BYPASS =
      Choice.toggle("bypass", "kernel bypass at the start").primary();
  private static final Choice<Boolean> TX_PUSH =
      Choice.toggle("tx_push", "TX push at the start; needs bypass").primary();
  private static final Choice<Boolean> CTPIO =
      Choice.toggle("ctpio", "CTPIO at the start; needs bypass").primary();
  private static final Range BUDGET =
      Range.of("budget", "nanoseconds that a frame may take", 100, 6000, 500).step(10).unit("ns");
  private static final Range FRAME =
      Range.of("frame", "bytes of a frame; CTPIO takes up to 4092", 60, 9000, 64)
          .step(4)
          .unit("bytes");
  private static final Choice<Checksum> CHECKSUM =
      Choice.of("checksum", "who fills checksums in", Checksum.class);
  private static final Choice<Pace> PACE =
      Choice.of("pace", "send while earlier sends are outstanding, or not", Pace.class);
  private static final Choice<Boolean> OPEN =
      Choice.of("setup", "techniques can be toggled, or stay as set", "open", true)
          .or("closed", false);

  public static final Room ROOM =
      Room.at("nic/send-path")
          .title("Send path latency")
          .question("Where do the nanoseconds of a send go, and what takes them away?")
          .controls(BYPASS, TX_PUSH, CTPIO, BUDGET, CHECKSUM, FRAME, PACE, OPEN)
          // The set that the search finds for 500 ns, kept, and used where it holds.
          .fixed("bypass=on tx_push=on pace=drained setup=closed")
          .hazard(SendPathMachine.OVER_BUDGET, "a frame takes longer than its budget,")
          .contrast()
          .scene(SendPath::scene)
          .world(SendPath::world)
          .evidence(SendPathEvidence::all)
          .sentence((found, models) -> SendPathEvidence.sentence(found, FRAME.defaultNumber()))
          .build();

  private SendPath() {}

  private static Scene<?> scene(Settings settings) {
    boolean bypass = settings.get(BYPASS);
    for (Choice<Boolean> technique : List.of(TX_PUSH, CTPIO)) {
      if (!bypass && settings.get(technique)) {
        throw new BadInput(
            "%s=on needs bypass=on: the kernel keeps the NIC to itself (add --set bypass=on)"
                .formatted(technique.name()));
      }
    }
    SendPathMachine machine =
        new SendPathMachine(
            new Setup(
                new Techniques(bypass, settings.get(TX_PUSH), settings.get(CTPIO)),
                settings.get(BUDGET),
                settings.get(FRAME),
                settings.get(CHECKSUM),
                settings.get(PACE),
                settings.get(OPEN)));
    return Scene.of(machine, new SendPathPicture(machine)::of);
  }

  private static String world(Settings settings) {
    return "one application, a queue of %d sends, frames of %d bytes, and the page's nanoseconds"
        .formatted(SendPathMachine.QUEUE, settings.get(FRAME));
  }
}
