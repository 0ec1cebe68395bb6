package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * Calls of Linux on files that Java does not open itself: {@code open}, {@code ioctl}, {@code
 * poll}, {@code read}, {@code write}, {@code close}, and {@code socket} for a file to ask about
 * interfaces. A call that fails throws, with the reason.
 */
final class FileCalls {
  static final int READ_AND_WRITE = 2;
  static final int NOT_BLOCKING = 0x800;

  private static final int POLLIN = 1;
  private static final int POLLFD_BYTES = 8;
  private static final int EAGAIN = 11;
  private static final int INTERRUPTED = 4;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final Optional<MethodHandle> OPEN =
      function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
  private static final Optional<MethodHandle> IOCTL =
      function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
  private static final Optional<MethodHandle> POLL =
      function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final Optional<MethodHandle> READ =
      function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final Optional<MethodHandle> WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final Optional<MethodHandle> CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final Optional<MethodHandle> SOCKET =
      function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

  private FileCalls() {}

  private interface Call {
    long with(MemorySegment state) throws Throwable;
  }

  static int open(String path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle open = there(OPEN, "open");
      MemorySegment name = arena.allocateFrom(path);
      return (int) checked(path, s -> (int) open.invokeExact(s, name, flags));
    }
  }

  static int socket(int family, int type) throws IOException {
    MethodHandle socket = there(SOCKET, "socket");
    return (int) checked("socket", s -> (int) socket.invokeExact(s, family, type, 0));
  }

  /** {@code what} is for the message. */
  static void ioctl(String what, int file, long request, MemorySegment argument)
      throws IOException {
    MethodHandle ioctl = there(IOCTL, "ioctl");
    checked(what, s -> (int) ioctl.invokeExact(s, file, request, argument));
  }

  /** Whether there is something to read within so many milliseconds. */
  static boolean readable(int file, int millis) throws IOException {
    MethodHandle poll = there(POLL, "poll");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment asked = arena.allocate(POLLFD_BYTES, Integer.BYTES);
      asked.set(JAVA_INT, 0, file);
      asked.set(JAVA_SHORT, 4, (short) POLLIN);
      return checked("poll", s -> (int) poll.invokeExact(s, asked, 1L, millis)) > 0;
    }
  }

  /** How many bytes were read; 0 if there are none now. */
  static long read(int file, MemorySegment into) throws IOException {
    MethodHandle read = there(READ, "read");
    return checked("read", s -> (long) read.invokeExact(s, file, into, into.byteSize()));
  }

  static long write(int file, MemorySegment bytes) throws IOException {
    MethodHandle write = there(WRITE, "write");
    return checked("write", s -> (long) write.invokeExact(s, file, bytes, bytes.byteSize()));
  }

  static void close(int file) throws IOException {
    MethodHandle close = there(CLOSE, "close");
    checked("close", s -> (int) close.invokeExact(s, file));
  }

  private static MethodHandle there(Optional<MethodHandle> function, String name)
      throws IOException {
    return function.orElseThrow(() -> new IOException(name + " of Linux is not on this system"));
  }

  private static long checked(String what, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = call.with(state);
      if (result >= 0) {
        return result;
      }
      int errno = (int) ERRNO.get(state, 0L);
      if (errno == EAGAIN || errno == INTERRUPTED) {
        return 0;
      }
      throw new IOException(what + " " + reason(errno));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(what + " could not be called", e);
    }
  }

  private static String reason(int errno) {
    return switch (errno) {
      case 1 -> "is not permitted";
      case 2 -> "is not there";
      case 6, 19 -> "is no device of this kernel";
      case 13 -> "may not be opened";
      case 16 -> "is busy";
      default -> "failed with errno " + errno;
    };
  }

  /** With {@code errno}; {@code fixed} is how many arguments come before those that vary. */
  private static Optional<MethodHandle> function(
      String name, FunctionDescriptor form, int... fixed) {
    Linker.Option errno = Linker.Option.captureCallState("errno");
    return fixed.length == 0
        ? NativeCalls.function(name, form, errno)
        : NativeCalls.function(name, form, errno, Linker.Option.firstVariadicArg(fixed[0]));
  }
}
