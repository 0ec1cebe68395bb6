package lab.bench.net.encapsulation;

import java.io.IOException;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.OwnNetwork;
import lab.host.LinuxSocket;
import lab.host.NetworkDevice;
import lab.host.SystemFiles;

/**
 * Sends messages over connections of its own and compares the bytes that the kernel counted for
 * each with those that {@code lab.net.frame} predicts: on the loopback, which counts IP bytes and
 * takes a large packet as one; on the loopback where the kernel cuts; and on a virtual cable, where
 * every frame is captured and compared byte for byte.
 *
 * <p>It runs in a network namespace of its own, where nobody else sends. Where there is none, the
 * host's loopback is asked: others can only add to its counters, so what counts is the least of
 * some tries, and a message for which it is too much is left out.
 *
 * <p>Predicted is what carries the message; how often TCP acknowledges is its own business, and
 * counted by itself (TCP_INFO).
 */
public final class LoopbackBytes {
  private static final String NO_SIX = "there is no loopback of IPv6 here";

  private LoopbackBytes() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    Wish wish = Wish.of(args);
    long millis = LiveAnswers.millis(args, 2_000);
    String leftOut = Wish.leftOut(args);
    if (LinuxSocket.missing().isPresent()) {
      answers.unavailable(LinuxSocket.missing().get());
    } else if (OwnNetwork.inside(args)) {
      alone(answers, wish, leftOut, millis);
    } else {
      Optional<String> refused = OwnNetwork.run(LoopbackBytes.class, args);
      if (refused.isPresent()) {
        shared(answers, wish, refused.get(), millis);
      }
    }
    System.exit(0);
  }

  static void alone(LiveAnswers answers, Wish wish, String leftOut, long millis)
      throws IOException {
    NetworkDevice loopback = Place.LOOPBACK.device();
    loopback.up();
    loopback.mtu(wish.mtu());
    if (wish.version() == 6 && !Sysctl.six()) {
      answers.unavailable(NO_SIX);
      return;
    }
    Sysctl.timestamps(wish.timestamps());
    Tally tally = new Tally(answers);
    answers.value("where", "a network namespace of its own");
    answers.value("sent", wish.text());
    LoopbackCount.count(answers, tally, wish, false, millis / 3);
    loopback.cutsNothing();
    LoopbackCount.count(answers, tally, wish, true, millis / 3);
    CableCount.count(answers, tally, wish, millis / 3);
    answers.value("messages left out, sent again", tally.leftOut());
    if (!leftOut.isEmpty()) {
      answers.value("not asked of the kernel", leftOut);
    }
  }

  static void shared(LiveAnswers answers, Wish wish, String refused, long millis)
      throws IOException {
    if (wish.version() == 6 && !Sysctl.six()) {
      answers.unavailable(NO_SIX);
      return;
    }
    answers.value("where", "the host's loopback, beside others: " + refused);
    SystemFiles files = SystemFiles.ofThisMachine();
    int mtu = files.number("sys/class/net/lo/mtu").map(Math::toIntExact).orElse(65_536);
    boolean times = Sysctl.timestamps();
    Wish here = wish.within(mtu, times);
    answers.value("sent", here.text());
    Tally tally = new Tally(answers);
    LoopbackCount.beside(answers, tally, here, millis);
    answers.value("messages left out, others sent", tally.leftOut());
  }
}
