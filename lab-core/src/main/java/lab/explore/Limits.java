package lab.explore;

import java.time.Duration;
import java.util.Optional;

/**
 * What may end a search early; asked by all its threads. They ask so often that the search gives
 * its signs of life on the way.
 */
final class Limits {
  private static final Duration BEAT = Duration.ofMillis(250);

  private final Thread caller = Thread.currentThread();
  private final long begun = System.nanoTime();
  private final long nanos;
  private final Optional<SearchProgress> progress;
  private volatile Exploration.End end;

  // Of the calling thread alone.
  private long states;
  private long told;

  /** The thread that calls this is the one that searches, and that tells how far the search is. */
  Limits(Duration maxTime, Optional<SearchProgress> progress) {
    this.progress = progress;
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

  /** What is told from now on; called by the thread that made this. */
  void count(long reached) {
    states = reached;
  }

  /** Whether the search has to end now. */
  boolean reached() {
    if (end == null) {
      tell();
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
    tell();
    return caller.isInterrupted() || System.nanoTime() - begun - nanos / 10 > nanos;
  }

  private void tell() {
    if (progress.isPresent() && Thread.currentThread().equals(caller)) {
      long gone = System.nanoTime() - begun;
      if (gone - told >= BEAT.toNanos()) {
        told = gone;
        progress.get().soFar(states, Duration.ofNanos(gone));
      }
    }
  }

  Optional<Exploration.End> end() {
    return Optional.ofNullable(end);
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
