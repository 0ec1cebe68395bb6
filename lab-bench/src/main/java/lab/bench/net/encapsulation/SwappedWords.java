package lab.bench.net.encapsulation;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.OwnNetwork;
import lab.host.LinuxSocket;
import lab.host.PacketSocket;

/**
 * Puts frames on a virtual cable of its own in which two words of the payload have changed places
 * since the checksum was made, as a router's memory does it, and looks what the kernel hands over.
 * That it verifies checksums there at all is shown by frames with one bit flipped.
 *
 * <p>It runs in a network namespace of its own, where it may send frames and nobody else does.
 */
public final class SwappedWords {
  static final String TAKEN = "taken";
  static final String REFUSED = "refused";

  /** A sample that must not arrive is waited for in vain, so it is one of so many. */
  private static final int SAMPLES_A_FLIP = 20;

  private final LiveAnswers answers;
  private final ForgedFrames forged;
  private long taken;
  private long refused;
  private long flips;

  private SwappedWords(LiveAnswers answers, ForgedFrames forged) {
    this.answers = answers;
    this.forged = forged;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (LinuxSocket.missing().isPresent()) {
      answers.unavailable(LinuxSocket.missing().get());
    } else if (OwnNetwork.inside(args)) {
      overACable(answers, Wish.of(args), LiveAnswers.millis(args, 2_000));
    } else {
      OwnNetwork.run(SwappedWords.class, args).ifPresent(answers::unavailable);
    }
    System.exit(0);
  }

  /** Not over the loopback, which takes no datagram of IPv4 that did not come out of it. */
  private static void overACable(LiveAnswers answers, Wish wish, long millis) throws IOException {
    Place.LOOPBACK.device().up(); // Whether there is IPv6 is asked of it.
    if (wish.version() == 6 && !Sysctl.six()) {
      answers.unavailable("there is no IPv6 here");
      return;
    }
    try (Cable cable = Cable.lay(wish.mtu(), true);
        PacketSocket wire = PacketSocket.on(cable.device().index())) {
      new SwappedWords(answers, new ForgedFrames(cable, wire, wish)).run(millis);
    } catch (Cable.Missing | PacketSocket.Missing e) {
      answers.unavailable(e.getMessage());
    }
  }

  private void run(long millis) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    do {
      for (int i = 0; i < SAMPLES_A_FLIP; i++) {
        if (forged.arrives(ForgedFrames.Harm.SWAP)) {
          taken++;
        } else {
          refused++;
        }
      }
      flips++;
      if (forged.arrives(ForgedFrames.Harm.FLIP)) {
        answers.unavailable("no checksum is verified here: a flipped bit was handed over too");
        return;
      }
      answers.outcome(TAKEN, taken);
      answers.outcome(REFUSED, refused);
    } while (System.nanoTime() < end);
    answers.value("flipped bits", "all " + flips + " refused");
  }
}
