package lab.bench.net.encapsulation;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.OwnNetwork;
import lab.host.LinuxSocket;
import lab.host.PacketSocket;

/**
 * Captures what the kernel sends for connections, datagrams and pings of our own, on the loopback
 * and on a virtual cable, and makes every frame again with {@code lab.net.frame}, from its fields
 * and with lengths and checksums of its own.
 *
 * <p>It runs in a network namespace of its own, where it may capture and nobody else sends.
 */
public final class CapturedHeaders {
  static final String REBUILT = "rebuilt";
  static final String OTHER_HEADER = "other-header";

  private final LiveAnswers answers;
  private final Rebuilt rebuilt = new Rebuilt();
  private long right;
  private long wrong;

  private CapturedHeaders(LiveAnswers answers) {
    this.answers = answers;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (LinuxSocket.missing().isPresent()) {
      answers.unavailable(LinuxSocket.missing().get());
    } else if (OwnNetwork.inside(args)) {
      new CapturedHeaders(answers).run(LiveAnswers.millis(args, 2_000));
    } else {
      OwnNetwork.run(CapturedHeaders.class, args).ifPresent(answers::unavailable);
    }
    System.exit(0);
  }

  private void run(long millis) throws IOException {
    Place.LOOPBACK.device().up();
    try {
      capture(Place.LOOPBACK, millis / 3);
    } catch (PacketSocket.Missing e) {
      answers.unavailable(e.getMessage());
      return;
    }
    cable(true, millis / 3);
    cable(false, millis / 3);
    rebuilt.headers().forEach((name, count) -> answers.value("headers, " + name, count));
    answers.value("checksums made by the kernel", rebuilt.ready());
    answers.value("checksums left to the card", rebuilt.left());
  }

  private void cable(boolean offloads, long millis) throws IOException {
    try (Cable cable = Cable.lay(1500, offloads)) {
      capture(cable, millis);
    } catch (Cable.Missing | PacketSocket.Missing e) {
      answers.value("cable", e.getMessage());
    }
  }

  private void capture(Place place, long millis) throws IOException, PacketSocket.Missing {
    try (PacketSocket capture = PacketSocket.on(place.device().index())) {
      Traffic traffic = new Traffic(place, () -> judge(capture));
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      do {
        traffic.round();
        tell();
      } while (System.nanoTime() < end);
    }
  }

  private void judge(PacketSocket capture) {
    for (Optional<PacketSocket.Frame> next = capture.receive();
        next.isPresent();
        next = capture.receive()) {
      Optional<String> difference = rebuilt.difference(next.get());
      if (difference.isEmpty()) {
        right++;
      } else if (wrong++ == 0) {
        answers.value("first difference", difference.get());
      }
    }
  }

  private void tell() {
    answers.outcome(REBUILT, right);
    answers.outcome(OTHER_HEADER, wrong);
  }
}
