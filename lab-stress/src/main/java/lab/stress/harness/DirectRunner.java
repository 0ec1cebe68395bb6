package lab.stress.harness;

import java.util.List;
import java.util.Optional;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Main class of the child JVM that runs one jcstress test for a bounded time and reports counts a
 * few times a second.
 *
 * <p>Arguments: binary name of the test, milliseconds to run. The JVM ends when its standard input
 * does, so it never outlives its parent, and it ends by halting, for an actor may never come back.
 *
 * <p>Exit status: 0 if the test ended, whatever was seen; 1 if it failed; 2 if there is no such
 * test; 3 if the parent went away.
 */
public final class DirectRunner {
  private DirectRunner() {}

  public static void main(String[] args) {
    Lines lines = Lines.takeStandardOutput();
    ParentWatch.start();
    Runtime.getRuntime().halt(run(args[0], Long.parseLong(args[1]), lines));
  }

  private static int run(String name, long millis, Lines lines) {
    Optional<TestInfo> found = find(name);
    if (found.isEmpty()) {
      new Tally(lines).end(name, "failed", "there is no jcstress test of this name");
      return 2;
    }
    TestInfo test = found.get();
    int cpus = Runtime.getRuntime().availableProcessors();
    lines.start(name, test.threads(), cpus);
    Tally tally = new Tally(lines);
    try {
      // Only tests of Mode.Termination must have a JVM of their own.
      if (test.requiresFork()) {
        new TerminationWindows(test, tally).run(millis);
      } else {
        new ActorWindows(test, test.threads() > cpus, tally).run(millis);
      }
    } catch (ActorHung e) {
      tally.end(name, "hung", e.getMessage());
      return 0;
    } catch (Throwable e) {
      e.printStackTrace();
      tally.end(name, "failed", String.valueOf(e));
      return 1;
    }
    tally.end(name, "ok", null);
    return 0;
  }

  /** By binary name: jcstress itself lists nested classes with a dot. */
  private static Optional<TestInfo> find(String name) {
    return TestList.tests().stream()
        .map(TestList::getInfo)
        .filter(test -> test.binaryName().equals(name))
        .findFirst();
  }

  /** An actor did not come back within any sensible time. */
  static final class ActorHung extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ActorHung(List<String> actors) {
      super("still running long after it was told to stop: " + String.join(", ", actors));
    }
  }
}
