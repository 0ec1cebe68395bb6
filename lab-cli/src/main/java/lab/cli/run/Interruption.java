package lab.cli.run;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import lab.cli.ask.ChildJvm;

/**
 * What happens on Ctrl-C: the children are ended, the run under way is written once more as far as
 * it came, and one line says where it is. The JVM then ends with 130 by itself.
 */
final class Interruption {
  /** What is under way, if anything. */
  private record UnderWay(Runnable keep, Supplier<String> where) {}

  private final AtomicReference<Optional<UnderWay>> underWay =
      new AtomicReference<>(Optional.empty());

  Interruption(PrintStream err) {
    // Its class registers a hook of its own, which is too late once this JVM shuts down.
    ChildJvm.ready();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cutShort(err), "keep-what-is-finished"));
  }

  /** A run begins; {@code keep} writes it as far as it has come. */
  void begins(Runnable keep, Supplier<String> where) {
    underWay.set(Optional.of(new UnderWay(keep, where)));
  }

  void ends() {
    underWay.set(Optional.empty());
  }

  private void cutShort(PrintStream err) {
    underWay
        .getAndSet(Optional.empty())
        .ifPresent(u -> {
          ChildJvm.shutDown();
          u.keep.run();
          err.println();
          err.println("lab: interrupted; what was finished is kept in " + u.where.get());
        });
  }
}
