package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which CPUs the calling platform thread may run on. Linux with a C library that has {@code
 * sched_setaffinity}; elsewhere nothing is bound and every answer says so.
 *
 * <p>A virtual thread must not call this: the binding would stay with its carrier.
 */
public final class Affinity {
  /** Room for 8192 CPUs: the kernel refuses a mask shorter than its own. */
  private static final int MASK_BYTES = 1024;

  private static final int CALLING_THREAD = 0;

  private static final Optional<MethodHandle> SET = mask("sched_setaffinity");
  private static final Optional<MethodHandle> GET = mask("sched_getaffinity");
  private static final Optional<MethodHandle> CURRENT =
      NativeCalls.function(
          "sched_getcpu", FunctionDescriptor.of(JAVA_INT), Linker.Option.critical(false));

  private Affinity() {}

  /** The CPUs that this thread may run on, ascending; empty where the system does not tell. */
  public static List<Integer> allowed() {
    if (GET.isEmpty()) {
      return List.of();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      if (call(GET.get(), mask) < 0) {
        return List.of();
      }
      List<Integer> cpus = new ArrayList<>();
      for (int cpu = 0; cpu < MASK_BYTES * Byte.SIZE; cpu++) {
        if ((mask.get(JAVA_BYTE, cpu / Byte.SIZE) >> (cpu % Byte.SIZE) & 1) != 0) {
          cpus.add(cpu);
        }
      }
      return List.copyOf(cpus);
    }
  }

  /** Binds this thread to one CPU; false where the system cannot or will not. */
  public static boolean pin(int cpu) {
    return allow(List.of(cpu));
  }

  /** Lets this thread run on these CPUs only; false where the system cannot or will not. */
  public static boolean allow(List<Integer> cpus) {
    if (SET.isEmpty() || cpus.isEmpty()) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      for (int cpu : cpus) {
        if (cpu < 0 || cpu >= MASK_BYTES * Byte.SIZE) {
          throw new IllegalArgumentException("cpu is 0..8191 (got " + cpu + ")");
        }
        byte bits = mask.get(JAVA_BYTE, cpu / Byte.SIZE);
        mask.set(JAVA_BYTE, cpu / Byte.SIZE, (byte) (bits | 1 << cpu % Byte.SIZE));
      }
      return call(SET.get(), mask) == 0;
    }
  }

  /**
   * The CPU that this thread runs on at the moment of the call; -1 where the system does not tell.
   */
  public static int current() {
    if (CURRENT.isEmpty()) {
      return -1;
    }
    try {
      return (int) CURRENT.get().invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("sched_getcpu failed", e);
    }
  }

  private static int call(MethodHandle function, MemorySegment mask) {
    try {
      return (int) function.invokeExact(CALLING_THREAD, (long) MASK_BYTES, mask);
    } catch (Throwable e) {
      throw new IllegalStateException("the affinity call failed", e);
    }
  }

  private static Optional<MethodHandle> mask(String name) {
    return NativeCalls.function(
        name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
  }
}
