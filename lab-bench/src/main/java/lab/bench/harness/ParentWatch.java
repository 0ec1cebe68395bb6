package lab.bench.harness;

import java.io.IOException;

/**
 * Ends this JVM and its descendants when whoever started it has gone: standard input is a pipe from
 * there that nobody writes to, and reading it returns when the other end is closed, even by a kill.
 */
final class ParentWatch {
  private static final int ABANDONED = 130;

  private ParentWatch() {}

  static void begin() {
    // On a signal too: a fork that a shutting-down JVM leaves behind would measure for nobody.
    Runtime.getRuntime().addShutdownHook(new Thread(ParentWatch::endForks, "end-forks"));
    Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::watch);
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    }
    endForks();
    Runtime.getRuntime().halt(ABANDONED);
  }

  private static void endForks() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
