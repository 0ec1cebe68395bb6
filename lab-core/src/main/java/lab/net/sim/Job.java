package lab.net.sim;

/**
 * What an application is at, and how long it took.
 *
 * @param goal it is done when all before this segment has arrived
 * @param askedNanos when it began; {@link Long#MAX_VALUE} while it does not
 * @param done how often it was done
 * @param lastNanos how long it took the last time
 * @param mostNanos how long it took at most
 * @param sumNanos how long it took in all
 */
public record Job(
    long goal, long askedNanos, long done, long lastNanos, long mostNanos, long sumNanos) {
  static final Job NONE = new Job(0, Long.MAX_VALUE, 0, 0, 0, 0);

  public boolean busy() {
    return askedNanos != Long.MAX_VALUE;
  }

  Job asked(long segments, long now) {
    return new Job(goal + segments, now, done, lastNanos, mostNanos, sumNanos);
  }

  Job finished(long now) {
    long took = now - askedNanos;
    return new Job(
        goal, Long.MAX_VALUE, done + 1, took, Math.max(mostNanos, took), sumNanos + took);
  }
}
