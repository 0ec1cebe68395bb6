package lab.experiments.nic.sendpath;

import java.util.List;
import java.util.Optional;
import lab.experiments.nic.sendpath.SendPathMachine.Checksum;
import lab.experiments.nic.sendpath.SendPathMachine.Pace;
import lab.experiments.nic.sendpath.SendPathMachine.Setup;
import lab.input.BadInput;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
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

  private static final String HAND_OFF = "ring hand-off";
  private static final String LOOPBACK = "loopback send and receive";

  public static final Room ROOM =
      Room.at("nic/send-path")
          .title("Send path latency")
          .question("Where do the nanoseconds of a send go, and what takes them away?")
          .controls(BYPASS, TX_PUSH, CTPIO, BUDGET, FRAME, CHECKSUM, PACE, OPEN)
          // The set that the search finds for 500 ns, kept, and used where it holds.
          .fixed("bypass=on tx_push=on pace=drained setup=closed")
          .hazard(SendPathMachine.OVER_BUDGET, "a frame takes longer than its budget,")
          .contrast()
          .scene(SendPath::scene)
          .world(SendPath::world)
          .evidence(SendPath::evidence)
          .sentence(SendPath::sentence)
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

  /** The profile host: what a user program can measure of the path that it goes through. */
  private static List<Evidence> evidence() {
    return List.of(
        Bench.of(SendPathMachine.BYPASS_BEATS_KERNEL, HAND_OFF, LOOPBACK)
            .score(HAND_OFF, "SendPathBench.ringHandOff")
            .score(LOOPBACK, "SendPathBench.loopback")
            .score("loopback, 1400 bytes", "SendPathBench.loopbackLong")
            .score("system call (empty receive)", "SendPathBench.emptyReceive")
            .score("copy of 64 bytes", "SendPathBench.copy64")
            .score("copy of 1460 bytes", "SendPathBench.copy1460")
            .score("wake-up, there and back", "SendPathBench.wakeUp")
            .score("ring hand-off, two threads", "SendPathBench.ringBetweenThreads")
            .about("a hand-off through a ring beside a send and receive on the loopback")
            .analogue(
                "a ring between two functions stands for the path past the kernel; no stage from"
                    + " the descriptor on is measured"));
  }

  private static String sentence(Findings found, Models models) {
    int frame = FRAME.defaultNumber();
    return Saying.that(
            "By the page's numbers, for illustration, a frame of %d bytes takes %d ns, %d past the"
                + " kernel, %d by TX push, %d by CTPIO.",
            frame,
            Route.KERNEL.total(frame),
            Route.BYPASS.total(frame),
            Route.PUSH.total(frame),
            Route.CTPIO.total(frame))
        .and(
            " Here, as an analogue, a send and receive on the loopback costs %s ns, a hand-off"
                + " through a ring %s ns: %s×, the direction %s. No stage from the descriptor on is"
                + " measured.",
            found.score(LOOPBACK, 0),
            found.score(HAND_OFF, 1),
            found.times(LOOPBACK, HAND_OFF, 0),
            direction(found))
        .text();
  }

  private static Optional<String> direction(Findings found) {
    return found
        .measured(HAND_OFF)
        .flatMap(ring -> found.measured(LOOPBACK).map(socket -> ring.median() < socket.median()))
        .map(agrees -> agrees ? "agrees" : "does not agree");
  }
}
