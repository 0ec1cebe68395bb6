package lab.bench.net.handshake.tun;

/**
 * One thing that happened to the kernel's end, what the model says that comes of it, and what came.
 *
 * @param event in words
 * @param expected of Linux: segments, state and what the user hears, in words
 * @param specified the same as RFC 9293 and 5961 say
 * @param seen the same of the kernel
 * @param again how often the kernel sent something again because a timer ended, as the model may
 */
record Observation(String event, String expected, String specified, String seen, int again) {
  /** Whose answer it was. */
  enum Kind {
    AS_SPECIFIED,
    LINUX_WAY,
    OTHER
  }

  Kind kind() {
    if (!expected.equals(seen)) {
      return Kind.OTHER;
    }
    return specified.equals(seen) ? Kind.AS_SPECIFIED : Kind.LINUX_WAY;
  }

  boolean agrees() {
    return kind() != Kind.OTHER;
  }

  String text() {
    return switch (kind()) {
      case AS_SPECIFIED -> event + ": " + seen;
      case LINUX_WAY -> event + ": RFC 9293 says " + specified + "; Linux: " + seen;
      case OTHER -> event + ": the model says " + expected + "; the kernel: " + seen;
    };
  }
}
