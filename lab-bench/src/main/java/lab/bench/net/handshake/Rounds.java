package lab.bench.net.handshake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;

/** Goes through all scenarios, again and again while there is time, and says what came of them. */
final class Rounds {
  private static final int FIRST_PORT = 20_000;
  private static final int CONNECTIONS = 8;

  private final LiveAnswers answers;
  private final Wire wire;
  private int port = FIRST_PORT;
  private long agreed;
  private long others;
  private long again;

  Rounds(LiveAnswers answers, Wire wire) {
    this.answers = answers;
    this.wire = wire;
  }

  void run(long millis) throws IOException, InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (Script script : Scripts.all()) {
      List<Observation> seen = play(script);
      answers.value(script.name(), text(seen));
    }
    while (System.nanoTime() < end) {
      for (Script script : Scripts.all()) {
        if (System.nanoTime() < end && !script.steps().contains(new Step.Wait())) {
          play(script);
        }
      }
    }
    answers.outcome(TunKernel.AGREED, agreed);
    answers.outcome(TunKernel.OTHER, others);
    answers.value("sent again by the kernel's timers", again);
  }

  private List<Observation> play(Script script) throws IOException {
    try (KernelPeer peer = new KernelPeer(wire, port++)) {
      List<Observation> seen = Lockstep.run(script, peer);
      for (Observation observation : seen) {
        agreed += observation.agrees() ? 1 : 0;
        others += observation.agrees() ? 0 : 1;
        again += observation.again();
      }
      return seen;
    }
  }

  private static String text(List<Observation> seen) {
    Optional<Observation> other = seen.stream().filter(o -> !o.agrees()).findFirst();
    long agreed = seen.stream().filter(Observation::agrees).count();
    return agreed + " of " + seen.size() + " as the model says"
        + other.map(o -> "; not so " + o.text()).orElse("");
  }
}
