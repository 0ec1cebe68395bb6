package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;
import lab.bench.harness.OwnNetwork;

/** The main of a live program that goes on in a network namespace of its own. */
public final class Inside {
  private Inside() {}

  /** What is done there. */
  @FunctionalInterface
  public interface Body {
    void run(LiveAnswers answers, String[] arguments) throws IOException, InterruptedException;
  }

  /**
   * Starts the program once more, in a namespace; does the work if this is that program. Says so if
   * this host has no namespace for it, and ends the JVM.
   */
  public static void run(Class<?> main, String[] arguments, Body body)
      throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (OwnNetwork.inside(arguments)) {
      // The kernel's users speak IPv4, and a socket of both versions would not show among them.
      System.setProperty("java.net.preferIPv4Stack", "true");
      body.run(answers, arguments);
    } else {
      Optional<String> refusal = OwnNetwork.run(main, arguments);
      refusal.ifPresent(answers::unavailable);
    }
    System.exit(0);
  }
}
