package lab.explore;

import java.time.Duration;
import java.util.Optional;

/** What may end a search early; asked by all its threads. */
final class Limits {
  private final Thread caller = Thread.currentThread();
  private final long begun = System.nanoTime();
  private final long nanos;
  private volatile Exploration.End end;

  Limits(Duration maxTime) {
    // Durations beyond 292 years do not fit: that is long enough.
    long wanted = Long.MAX_VALUE;
    if (maxTime.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0) {
      wanted = maxTime.toNanos();
    }
    this.nanos = wanted;
  }

  /** Ends the search for that reason, unless it has ended for another. */
  synchronized void end(Exploration.End reason) {
    if (end == null) {
      end = reason;
    }
  }

  /** Whether the search has to end now. */
  boolean reached() {
    if (end == null) {
      if (caller.isInterrupted()) {
        end(Exploration.End.INTERRUPTED);
      } else if (System.nanoTime() - begun > nanos) {
        end(Exploration.End.TIME);
      }
    }
    return end != null;
  }

  /** Whether even tidying up should end: interrupted, or a tenth beyond the time. */
  boolean isLate() {
    return caller.isInterrupted() || System.nanoTime() - begun - nanos / 10 > nanos;
  }

  Optional<Exploration.End> end() {
    return Optional.ofNullable(end);
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
