package lab.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the kernel will do in a moment. */
public final class Patience {
  private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final int SPINS = 2_000;

  private Patience() {}

  /** Whether it came true in so many milliseconds; asks now and then. */
  public static boolean until(long millis, BooleanSupplier condition) {
    long begun = System.nanoTime();
    for (int i = 0; !condition.getAsBoolean(); i++) {
      if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(millis)) {
        return false;
      }
      if (i < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    return true;
  }

  /**
   * Waits for what has to come.
   *
   * @throws IllegalStateException if it does not
   */
  public static void require(long millis, String what, BooleanSupplier condition) {
    if (!until(millis, condition)) {
      throw new IllegalStateException(what + " did not happen within " + millis + " ms");
    }
  }

  /**
   * What has to come.
   *
   * @throws IllegalStateException if it does not
   */
  public static <T> T await(long millis, String what, Supplier<Optional<T>> next) {
    List<T> come = new ArrayList<>();
    require(
        millis,
        what,
        () -> {
          next.get().ifPresent(come::add);
          return !come.isEmpty();
        });
    return come.getFirst();
  }
}
