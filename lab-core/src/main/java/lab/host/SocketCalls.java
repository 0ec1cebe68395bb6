package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** What the C library does with sockets. */
final class SocketCalls {
  static final SystemCall SOCKET = SystemCall.of("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  static final SystemCall BIND = SystemCall.of("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  static final SystemCall CONNECT = SystemCall.of("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  static final SystemCall LISTEN = SystemCall.of("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  static final SystemCall ACCEPT =
      SystemCall.of("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  static final SystemCall NAME = SystemCall.of("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  static final SystemCall SHUTDOWN = SystemCall.of("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  static final SystemCall SEND =
      SystemCall.of("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  static final SystemCall RECEIVE =
      SystemCall.of("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  static final SystemCall SET =
      SystemCall.of("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  static final SystemCall GET =
      SystemCall.of("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  static final SystemCall CLOSE = SystemCall.of("close", JAVA_INT, JAVA_INT);

  private SocketCalls() {}
}
