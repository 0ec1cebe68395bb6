package lab.experiments.nic.sendpath;

import java.util.List;
import java.util.Optional;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Saying;

/** How the host is asked, and what is said of its answers beside the page's numbers. */
final class SendPathEvidence {
  private static final String HAND_OFF = "ring hand-off";
  private static final String LOOPBACK = "loopback send and receive";

  private SendPathEvidence() {}

  /** The profile host: what a user program can measure of the path that it goes through. */
  static List<Evidence> all() {
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

  static String sentence(Findings found, int frame) {
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
