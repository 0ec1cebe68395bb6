package lab.bench.net.handshake.tun;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lab.bench.harness.LiveAnswers;

/** The main of a live program that goes on in a network namespace of its own. */
public final class Inside {
  private static final String INSIDE = "--inside";

  private Inside() {}

  /** What is done there. */
  @FunctionalInterface
  public interface Body {
    void run(LiveAnswers answers, String[] arguments) throws IOException, InterruptedException;
  }

  /**
   * Starts the program once more, in a namespace; does the work if this is that program. Says so if
   * this host has no namespace for it, and ends the JVM.
   *
   * @throws IllegalStateException if it is told to be inside and is not: then nothing was touched
   */
  public static void run(Class<?> main, String[] arguments, Body body)
      throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (List.of(arguments).contains(INSIDE)) {
      Namespace.requireAlone();
      body.run(answers, arguments);
      System.exit(0);
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      answers.unavailable("a TUN device and network namespaces are Linux's");
      System.exit(0);
    }
    Namespace.Way way = Namespace.way();
    if (!way.open()) {
      answers.unavailable(way.refusal());
      System.exit(0);
    }
    String[] more = Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = INSIDE;
    System.exit(Namespace.run(way, main, more));
  }
}
