package lab.memorymodel.litmus;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The languages of {@code .litmus} files that are read: the first word of a file names one. */
public enum Dialect {
  /** Method calls on VarHandles. */
  JAVA("Java"),
  /** C11 atomics. */
  C("C"),
  /** x86-64 in AT&amp;T syntax: the destination comes last. */
  X86_64("X86_64"),
  /** The older x86 files: registers in capitals, the destination comes first. */
  X86("X86");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  /** As it stands in the file. */
  public String word() {
    return word;
  }

  /** Whether threads are columns of machine instructions, to which Java's model says nothing. */
  public boolean isMachineCode() {
    return this == X86_64 || this == X86;
  }

  static Optional<Dialect> of(String word) {
    return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Dialect::word).collect(Collectors.joining(", "));
  }
}
