package lab.memorymodel;

import java.util.Arrays;
import java.util.List;
import lab.input.BadInput;
import lab.input.Suggest;

/** What a thread may see of the others' accesses. */
public enum MemoryModel {
  /** Sequential consistency: one memory, and the threads take turns. */
  SC("sc"),
  /**
   * x86: each thread's stores wait in a first-in-first-out buffer that only the thread itself can
   * see.
   */
  TSO("tso"),
  /**
   * Java's access modes, RC11-style: opaque is C11's relaxed, acquire and release are what they are
   * there, volatile is seq_cst, and plain is opaque after every reordering a compiler may do. Load
   * buffering of opaque accesses, which Armv8 allows, is ruled out as in RC11.
   */
  JAVA("java");

  private final String word;

  MemoryModel(String word) {
    this.word = word;
  }

  /** As it is typed and printed. */
  public String word() {
    return word;
  }

  /** Every {@link #word()}, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(MemoryModel::word).toList();
  }

  /**
   * The model of that word.
   *
   * @throws BadInput if there is none
   */
  public static MemoryModel parse(String word) {
    return Arrays.stream(values())
        .filter(m -> m.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            new BadInput(
                "model is one of "
                    + String.join(", ", words())
                    + " (got "
                    + word
                    + ")"
                    + Suggest.didYouMean(word, words())));
  }
}
