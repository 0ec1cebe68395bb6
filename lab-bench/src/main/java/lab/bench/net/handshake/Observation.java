package lab.bench.net.handshake;

/**
 * One thing that happened to the kernel's end, what the model says that comes of it, and what came.
 *
 * @param event in words
 * @param expected segments, state and what the user hears, in words
 * @param seen the same of the kernel
 * @param again how often the kernel sent something again because a timer ended, as the model may
 */
record Observation(String event, String expected, String seen, int again) {
  boolean agrees() {
    return expected.equals(seen);
  }

  String text() {
    return agrees()
        ? event + ": " + seen
        : event + ": the model says " + expected + "; the kernel: " + seen;
  }
}
