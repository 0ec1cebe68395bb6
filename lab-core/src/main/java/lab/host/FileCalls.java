package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Calls of Linux on files that Java does not open itself. A call that fails throws, with the
 * reason.
 */
final class FileCalls {
  static final int READ_AND_WRITE = 2;
  static final int NOT_BLOCKING = 0x800;

  private static final int POLLIN = 1;
  private static final int POLLFD_BYTES = 8;
  private static final int INTERRUPTED = 4;

  private static final SystemCall OPEN =
      SystemCall.variadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
  static final SystemCall IOCTL =
      SystemCall.variadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final SystemCall POLL =
      SystemCall.of("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final SystemCall READ =
      SystemCall.of("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final SystemCall WRITE =
      SystemCall.of("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

  private FileCalls() {}

  static int open(String path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return (int) checked("opening " + path, OPEN.call(arena.allocateFrom(path), flags));
    }
  }

  /** One to ask about interfaces. */
  static int socket(int family, int type) throws IOException {
    return (int) checked("socket", SocketCalls.SOCKET.call(family, type, 0));
  }

  /** {@code what} is for the message. */
  static void ioctl(String what, int file, long request, MemorySegment argument)
      throws IOException {
    checked(what, IOCTL.call(file, request, argument));
  }

  /** Whether there is something to read within so many milliseconds. */
  static boolean readable(int file, int millis) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment asked = arena.allocate(POLLFD_BYTES, Integer.BYTES);
      asked.set(JAVA_INT, 0, file);
      asked.set(JAVA_SHORT, 4, (short) POLLIN);
      return checked("poll", POLL.call(asked, 1L, millis)) > 0;
    }
  }

  /** How many bytes were read; 0 if there are none now. */
  static long read(int file, MemorySegment into) throws IOException {
    return checked("read", READ.call(file, into, into.byteSize()));
  }

  static long write(int file, MemorySegment bytes) throws IOException {
    return checked("write", WRITE.call(file, bytes, bytes.byteSize()));
  }

  static void close(int file) throws IOException {
    checked("close", SocketCalls.CLOSE.call(file));
  }

  private static long checked(String what, long result) throws IOException {
    if (result >= 0) {
      return result;
    }
    int errno = (int) -result;
    if (errno == Errno.AGAIN || errno == INTERRUPTED) {
      return 0;
    }
    throw new IOException(what + " " + Errno.text(errno));
  }
}
