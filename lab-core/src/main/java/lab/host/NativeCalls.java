package lab.host;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Functions of Linux's C library, found by name. */
final class NativeCalls {
  private NativeCalls() {}

  /**
   * @return empty on another system, and where the library has no such function
   */
  // Restricted by design: the manifest grants native access, every child JVM is given it.
  @SuppressWarnings("restricted")
  static Optional<MethodHandle> function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> found = linker.defaultLookup().find(name);
    return found.map(f -> linker.downcallHandle(f, descriptor, options));
  }
}
