package lab.host;

import java.util.Optional;

/** Runs two pieces of work on two threads at the same time, if the machine lets them. */
final class Together {
  private Together() {}

  /** Bound to these two CPUs; returns when both have ended. */
  static void run(Cpus.Pair cpus, Runnable one, Runnable other) {
    run(Optional.of(cpus), one, other);
  }

  /** Where the scheduler puts them; returns when both have ended. */
  static void run(Runnable one, Runnable other) {
    run(Optional.empty(), one, other);
  }

  private static void run(Optional<Cpus.Pair> cpus, Runnable one, Runnable other) {
    Thread a = start(cpus.map(Cpus.Pair::first), one);
    Thread b = start(cpus.map(Cpus.Pair::second), other);
    try {
      a.join();
      b.join();
    } catch (InterruptedException e) {
      // Both end by themselves after their window; whoever interrupted us is served by the caller.
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(Optional<Integer> cpu, Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name("together")
        .start(() -> {
          cpu.ifPresent(Affinity::pin);
          work.run();
        });
  }
}
