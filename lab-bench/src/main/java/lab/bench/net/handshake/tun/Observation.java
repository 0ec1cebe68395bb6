package lab.bench.net.handshake.tun;

import java.util.Optional;

/**
 * One thing that happened to the kernel's end, what the model says that comes of it, and what came.
 *
 * @param event in words
 * @param expected of Linux: segments, state and what the user hears, in words
 * @param specified the same as RFC 9293 and 5961 say
 * @param seen the same of the kernel
 * @param older what an older Linux did, if that was another answer
 * @param again how often the kernel sent something again because a timer ended, as the model may
 */
record Observation(
    String event,
    String expected,
    String specified,
    Optional<Older> older,
    String seen,
    int again) {
  /**
   * The answer of an older Linux.
   *
   * @param answer in words, as the others
   * @param until when it was changed
   */
  record Older(String answer, String until) {}

  /** Whose answer it was. */
  enum Kind {
    AS_SPECIFIED,
    LINUX_WAY,
    OTHER
  }

  Kind kind() {
    if (parts() && older.filter(o -> o.answer().equals(seen)).isEmpty()) {
      return Kind.OTHER;
    }
    return specified.equals(seen) ? Kind.AS_SPECIFIED : Kind.LINUX_WAY;
  }

  /** Whether the kernel is now in another state than the model, so that no more can be compared. */
  boolean parts() {
    return !expected.equals(seen);
  }

  boolean agrees() {
    return kind() != Kind.OTHER;
  }

  String text() {
    return switch (kind()) {
      case AS_SPECIFIED -> event + ": " + seen;
      case LINUX_WAY ->
          parts()
              ? event + ": " + seen + ", as Linux did before " + older.orElseThrow().until()
              : event + ": RFC 9293 says " + specified + "; Linux: " + seen;
      case OTHER -> event + ": the model says " + expected + "; the kernel: " + seen;
    };
  }
}
