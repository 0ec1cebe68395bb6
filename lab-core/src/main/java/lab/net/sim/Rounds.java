package lab.net.sim;

/**
 * What those who send together are at.
 *
 * @param done rounds that are over
 * @param startedNanos when this one began
 * @param waiting how many have not got all of theirs over in this one
 * @param timeoutsBefore timeouts of all flows before this round
 * @param slow rounds in which a timer ended
 * @param sumNanos how long the rounds took in all
 * @param lastNanos how long the last one took
 */
public record Rounds(
    long done,
    long startedNanos,
    int waiting,
    long timeoutsBefore,
    long slow,
    long sumNanos,
    long lastNanos) {

  Rounds oneLess() {
    return new Rounds(done, startedNanos, waiting - 1, timeoutsBefore, slow, sumNanos, lastNanos);
  }

  /** The round is over, and the next one begins: the request for it is sent now. */
  Rounds next(long now, int together, long timeouts) {
    long took = now - startedNanos;
    long waited = slow + (timeouts > timeoutsBefore ? 1 : 0);
    return new Rounds(done + 1, now, together, timeouts, waited, sumNanos + took, took);
  }
}
