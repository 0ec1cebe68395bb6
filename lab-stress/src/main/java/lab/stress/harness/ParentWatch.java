package lab.stress.harness;

import java.io.IOException;

/** Ends this JVM when its parent goes away, however that happens. */
final class ParentWatch {
  /** Exit status of a child whose parent went away. */
  static final int PARENT_GONE = 3;

  private ParentWatch() {}

  /** Standard input is a pipe that the parent holds open: its end is the parent's end. */
  static void start() {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(() -> {
          try {
            while (System.in.read() >= 0) {
              // Whatever the parent says, only its silence counts.
            }
          } catch (IOException e) {
            // A broken pipe says the same.
          }
          Runtime.getRuntime().halt(PARENT_GONE);
        });
  }
}
