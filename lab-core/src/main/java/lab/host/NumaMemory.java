package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * On which node memory lies: Linux's {@code mbind} and {@code get_mempolicy}, which the C library
 * has no functions for. A container may refuse both: Docker's usual filter does, without {@code
 * CAP_SYS_NICE}.
 */
public final class NumaMemory {
  /**
   * Where a segment has to begin: a multiple of the page size of every kernel that Java runs on.
   */
  public static final long ALIGNMENT = 1 << 16;

  private static final int MASK_BYTES = 128;

  /** The kernel takes one off what it is told. */
  private static final long MASK_BITS = MASK_BYTES * 8 + 1;

  private static final long MPOL_BIND = 2;
  private static final long MPOL_MF_STRICT = 1;
  private static final long MPOL_MF_MOVE = 1 << 1;
  private static final long MPOL_F_NODE = 1;
  private static final long MPOL_F_ADDR = 1 << 1;

  /** From the kernel's tables of system calls. */
  private record Numbers(long mbind, long getMempolicy) {}

  private static final Numbers GENERIC = new Numbers(235, 236);
  private static final Map<String, Numbers> NUMBERS =
      Map.of("amd64", new Numbers(237, 239), "aarch64", GENERIC, "riscv64", GENERIC);

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Optional<Numbers> HERE =
      Optional.ofNullable(NUMBERS.get(System.getProperty("os.arch")))
          .filter(_ -> System.getProperty("os.name").equals("Linux"));
  private static final Optional<MethodHandle> SYSCALL = HERE.flatMap(_ -> syscall());

  private NumaMemory() {}

  /**
   * Binds the memory to a node, and moves there what lies elsewhere already.
   *
   * @param memory begins at a multiple of {@link #ALIGNMENT}, off the heap
   * @return why it could not be; empty if it was
   */
  public static Optional<String> bind(MemorySegment memory, int node) {
    if (memory.address() % ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          "memory must begin at a multiple of 65536: address=" + memory.address());
    }
    if (node < 0 || node >= MASK_BYTES * 8) {
      throw new IllegalArgumentException("node is 0..1023 (got " + node + ")");
    }
    if (SYSCALL.isEmpty()) {
      return Optional.of("mbind is a system call of Linux, whose number is not known here");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, Long.BYTES);
      mask.setAtIndex(JAVA_LONG, node / 64, 1L << node % 64);
      int errno =
          call(
              arena,
              HERE.get().mbind(),
              memory,
              memory.byteSize(),
              MPOL_BIND,
              mask,
              MASK_BITS,
              MPOL_MF_STRICT | MPOL_MF_MOVE);
      return errno == 0 ? Optional.empty() : Optional.of("mbind " + reason(errno));
    }
  }

  /**
   * The node on which the page of an address lies, which is touched for it; empty where the system
   * does not tell.
   */
  public static OptionalInt nodeOf(MemorySegment memory, long offset) {
    if (SYSCALL.isEmpty()) {
      return OptionalInt.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment node = arena.allocate(JAVA_INT);
      int errno =
          call(
              arena,
              HERE.get().getMempolicy(),
              node,
              0,
              0,
              memory.asSlice(offset),
              MPOL_F_NODE | MPOL_F_ADDR,
              0);
      return errno == 0 ? OptionalInt.of(node.get(JAVA_INT, 0)) : OptionalInt.empty();
    }
  }

  private static String reason(int errno) {
    return switch (errno) {
      case 1 -> "is not permitted here: a container's filter refuses it";
      case 5 -> "could not move the pages to that node";
      case 12 -> "found no memory on that node";
      case 22 -> "knows no such node with memory that this process may use";
      case 38 -> "is not in this kernel, which was built without NUMA";
      default -> "failed with errno " + errno;
    };
  }

  private static int call(
      Arena arena,
      long number,
      MemorySegment first,
      long second,
      long third,
      MemorySegment fourth,
      long fifth,
      long sixth) {
    MemorySegment state = arena.allocate(STATE);
    try {
      long result =
          (long)
              SYSCALL.get().invokeExact(state, number, first, second, third, fourth, fifth, sixth);
      return result == 0 ? 0 : (int) ERRNO.get(state, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("the call of a memory policy failed", e);
    }
  }

  private static Optional<MethodHandle> syscall() {
    FunctionDescriptor form =
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
    return NativeCalls.function(
        "syscall",
        form,
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }
}
