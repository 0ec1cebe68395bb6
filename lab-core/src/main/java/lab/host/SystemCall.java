package lab.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function of the C library that returns -1 and sets {@code errno} where it fails. Answers are as
 * the kernel itself gives them: what the function returned, or minus the error's number.
 */
final class SystemCall {
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final String name;
  private final Optional<MethodHandle> function;

  private SystemCall(
      String name, MemoryLayout result, List<MemoryLayout> arguments, Linker.Option... options) {
    this.name = name;
    List<Linker.Option> all = new ArrayList<>(List.of(options));
    all.add(Linker.Option.captureCallState("errno"));
    FunctionDescriptor form = FunctionDescriptor.of(result, arguments.toArray(MemoryLayout[]::new));
    function =
        NativeCalls.function(name, form, all.toArray(Linker.Option[]::new))
            .map(f ->
                f.asType(f.type().changeReturnType(long.class))
                    .asSpreader(1, Object[].class, arguments.size()));
  }

  /** A function with as many arguments as it declares. */
  static SystemCall of(String name, MemoryLayout result, MemoryLayout... arguments) {
    return new SystemCall(name, result, List.of(arguments));
  }

  /**
   * One that takes more than it declares, as {@code ioctl} does.
   *
   * @param declared how many it declares
   */
  static SystemCall variadic(
      String name, int declared, MemoryLayout result, MemoryLayout... arguments) {
    return new SystemCall(
        name, result, List.of(arguments), Linker.Option.firstVariadicArg(declared));
  }

  boolean exists() {
    return function.isPresent();
  }

  /**
   * @param arguments numbers and segments, as declared
   * @return 0 or more, or minus {@code errno}; {@link Errno#NOT_HERE} where there is no such call
   */
  long call(Object... arguments) {
    if (function.isEmpty()) {
      return -Errno.NOT_HERE;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result = (long) function.get().invokeExact(state, arguments);
      return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("the call of " + name + " failed", e);
    }
  }
}
