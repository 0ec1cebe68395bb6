package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;

/**
 * Linux's {@code membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)}: when it returns, every running
 * thread of this process has passed a full memory barrier at some point since the call began
 * (threads that were not running have passed one when they were switched; {@code membarrier(2)}).
 * It costs the caller an interrupt to every other CPU that runs a thread of ours, microseconds, and
 * the others a barrier that stands in no code of theirs.
 */
public final class Membarrier {
  private static final long QUERY = 0;
  private static final long PRIVATE_EXPEDITED = 1 << 3;
  private static final long REGISTER_PRIVATE_EXPEDITED = 1 << 4;

  /** From the kernel's tables of system calls; it has no function of its own in the C library. */
  private static final Map<String, Long> NUMBERS =
      Map.of("amd64", 324L, "aarch64", 283L, "riscv64", 283L);

  private static final Optional<MethodHandle> SYSCALL =
      NativeCalls.function(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
  private static final long NUMBER = NUMBERS.getOrDefault(System.getProperty("os.arch"), -1L);
  private static final Optional<String> MISSING = register();

  private Membarrier() {}

  /** Why there is no such call here; empty where there is one. */
  public static Optional<String> missing() {
    return MISSING;
  }

  /**
   * A full barrier on every running thread of this process.
   *
   * @throws IllegalStateException where the call is {@link #missing}
   */
  public static void everywhere() {
    if (MISSING.isPresent()) {
      throw new IllegalStateException(MISSING.get());
    }
    long result = call(PRIVATE_EXPEDITED);
    if (result != 0) {
      throw new IllegalStateException("membarrier returned " + result);
    }
  }

  private static Optional<String> register() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("membarrier is a system call of Linux");
    }
    if (SYSCALL.isEmpty() || NUMBER < 0) {
      return Optional.of("membarrier's number is not known for " + System.getProperty("os.arch"));
    }
    long commands = call(QUERY);
    if (commands < 0 || (commands & PRIVATE_EXPEDITED) == 0) {
      return Optional.of("this kernel does not offer membarrier(PRIVATE_EXPEDITED)");
    }
    if (call(REGISTER_PRIVATE_EXPEDITED) != 0) {
      return Optional.of("this kernel refuses to register for membarrier(PRIVATE_EXPEDITED)");
    }
    return Optional.empty();
  }

  private static long call(long command) {
    try {
      return (long) SYSCALL.get().invokeExact(NUMBER, command, 0L, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("the membarrier call failed", e);
    }
  }
}
