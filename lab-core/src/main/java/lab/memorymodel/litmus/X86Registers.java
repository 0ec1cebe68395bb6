package lab.memorymodel.litmus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of x86 registers: {@code eax} and {@code rax} are one register here. */
final class X86Registers {
  private static final List<String> LETTERS = List.of("ax", "bx", "cx", "dx", "si", "di");

  private X86Registers() {}

  /** {@code rax} in the newer dialect, {@code EAX} in the older; nothing if it is no register. */
  static Optional<String> canonical(Dialect dialect, String name) {
    String small = name.toLowerCase(Locale.ROOT);
    if (dialect == Dialect.X86) {
      boolean known = small.startsWith("e") && LETTERS.contains(small.substring(1));
      return known ? Optional.of(small.toUpperCase(Locale.ROOT)) : Optional.empty();
    }
    if (small.matches("r([89]|1[0-5])d?")) {
      return Optional.of(small.replace("d", ""));
    }
    boolean known = small.matches("[er]..") && LETTERS.contains(small.substring(1));
    return known ? Optional.of("r" + small.substring(1)) : Optional.empty();
  }

  static String accumulator(Dialect dialect) {
    return dialect == Dialect.X86 ? "EAX" : "rax";
  }

  /** What is expected where a register is. */
  static String expected(Dialect dialect) {
    return dialect == Dialect.X86
        ? "a register: EAX, EBX, ECX, EDX, ESI or EDI"
        : "a register such as %eax, %rbx or %r8";
  }
}
